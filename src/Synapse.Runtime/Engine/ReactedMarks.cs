using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Runtime.Engine;

/// <summary>
/// Notes in the journal how far the effects of one stream have run. Nobody waits for a note: while one is on its way, later ones become one
/// more, and one that is lost costs a recovery that does the effects again, which is harmless.
/// </summary>
internal sealed class ReactedMarks(AggregateId id, IJournal journal)
{
    private readonly Lock _gate = new();
    private long _wanted;
    private bool _isWriting;

    public void Add(long version)
    {
        lock (_gate)
        {
            _wanted = version;
            if (_isWriting)
            {
                return;
            }

            _isWriting = true;
        }

        _ = WriteAsync();
    }

    private async Task WriteAsync()
    {
        for (var written = 0L; ;)
        {
            long version;
            lock (_gate)
            {
                if (_wanted == written)
                {
                    _isWriting = false;
                    return;
                }

                version = _wanted;
            }

            try
            {
                await journal.MarkReactedAsync(id, version, CancellationToken.None);
            }
            catch (Exception)
            {
                // The journal is out of reach or closed. The stream stays behind, and a sweep or the next start finds it.
            }

            written = version;
        }
    }
}
