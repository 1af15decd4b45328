namespace Synapse.Cli.Terminal;

/// <summary>A progress line on standard error for runs that take longer than a moment; silent where nobody watches.</summary>
internal sealed class ProgressLine(TextWriter error, bool isTerminal)
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public static ProgressLine For(CliOutput output) => new(output.Error, ReferenceEquals(output.Error, Console.Error) && !Console.IsErrorRedirected);

    public IDisposable Follow(Func<int> done, int total) => isTerminal && total > 1 ? new Line(error, done, total) : new Nothing();

    private sealed class Line : IDisposable
    {
        private readonly Timer _timer;
        private readonly Lock _gate = new();
        private bool _shown;
        private bool _ended;

        public Line(TextWriter error, Func<int> done, int total)
        {
            Error = error;
            _timer = new Timer(_ => Draw(done(), total), null, Delay, Interval);
        }

        private TextWriter Error { get; }

        public void Dispose()
        {
            _timer.Dispose();
            lock (_gate)
            {
                _ended = true;
                if (_shown)
                {
                    Error.Write("\r\u001b[K");
                    Error.Flush();
                }
            }
        }

        private void Draw(int done, int total)
        {
            lock (_gate)
            {
                if (!_ended)
                {
                    Error.Write($"\rreading {done:#,0} of {total:#,0} files");
                    Error.Flush();
                    _shown = true;
                }
            }
        }
    }

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
