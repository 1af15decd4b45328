using System.Diagnostics;
using System.Threading.Channels;
using Synapse.Core.Signals;

namespace Synapse.KillTest;

/// <summary>
/// Keeps reviews in flight on one or more processes, kills these and the database at random moments, sends again what was not answered, and
/// in the end compares the journal with what was seen. All of it but the chaos runs on one loop over the lines of the children.
/// </summary>
/// <param name="log">Takes a line for each thing that is done to the processes.</param>
internal sealed class Campaign(KillOptions options, JournalPlace place, Action<string> log)
{
    /// <summary>One request in so many that died with its process is never sent again.</summary>
    private const int GiveUpEvery = 10;

    private static readonly TimeSpan MostWithoutProgress = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pump = TimeSpan.FromMilliseconds(5);

    private readonly Channel<(ChildProcess Child, string? Line)> _lines = Channel.CreateUnbounded<(ChildProcess, string?)>();
    private readonly ChildProcess[] _children = new ChildProcess[options.Processes];
    private readonly Random _random = new(options.Seed);
    private readonly Witness _witness = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>Asked for and not ended, with the child that was asked last; null when it has to be asked again.</summary>
    private readonly Dictionary<string, ChildProcess?> _open = new(StringComparer.Ordinal);
    private TimeSpan _progress;
    private int _spawned;
    private int _resent;
    private int _kills;
    private int _restarts;
    private bool _isDraining;
    private bool _stopping;

    public async Task<KillResult> RunAsync()
    {
        for (var i = 0; i < _children.Length; i++)
        {
            _children[i] = Spawn();
        }

        var chaos = ChaosAsync();
        while (!(_isDraining && _open.Count == 0) && _watch.Elapsed - _progress < MostWithoutProgress)
        {
            while (_lines.Reader.TryRead(out var next))
            {
                Take(next.Child, next.Line);
            }

            _isDraining = chaos.IsCompleted;
            Ask();
            await Task.Delay(Pump);
        }

        await chaos;
        await StopAsync();
        _witness.Problems.AddRange(_open.Keys.Take(20).Select(id => $"{id} never ended"));
        await using var journal = await JournalPlace.OpenJournalAsync(place.Where);
        var check = await JournalCheck.RunAsync(journal, _witness);
        var summary =
            $"{options}: {_kills} kills, {_restarts} restarts of the database, {_witness.Requested.Count} requests, {_resent} sent again, {_witness.Accepted.Count} accepted, {check.Verdicts} verdicts, "
            + $"{_witness.Starts.Count} starts of specialists, {_witness.Signals.Count} signals of which {_witness.Signals.Values.Count(s => s.Times > 1)} came more than once, {_watch.Elapsed.TotalSeconds:0.0} s";
        return new KillResult(summary, _kills, _restarts, _witness.Accepted.Count, check.Verdicts, [.. _witness.Problems, .. check.Violations]);
    }

    private ChildProcess Spawn() => ChildProcess.Start(place.Where, (options.Seed * 1_000) + _spawned++, options.WorkMilliseconds, _lines.Writer);

    private void Take(ChildProcess child, string? line)
    {
        if (line is null)
        {
            Replace(child);
        }
        else if (line == "ready")
        {
            child.Ready.TrySetResult();
        }
        else if (line.StartsWith("failed ", StringComparison.Ordinal))
        {
            _open[line[7..]] = null;
        }
        else if (_witness.Take(line) && line.StartsWith("signal ", StringComparison.Ordinal) && line.EndsWith(' ' + SignalTypes.ReviewSummarised))
        {
            // signal kill/review/ID@VERSION.INDEX TYPE
            _open.Remove(line.Split('@')[0].Split('/')[^1]);
            _progress = _watch.Elapsed;
        }
    }

    /// <summary>A child has ended; what it has not acknowledged is asked for again, or given up.</summary>
    private void Replace(ChildProcess child)
    {
        if (!child.IsKilled && !_stopping)
        {
            _witness.Problems.Add($"a child ended by itself with {child.ExitCode}");
        }

        foreach (var id in _open.Where(o => o.Value == child && !_witness.Accepted.Contains(o.Key)).Select(o => o.Key).ToList())
        {
            if (_random.Next(GiveUpEvery) == 0)
            {
                _open.Remove(id);
            }
            else
            {
                _open[id] = null;
            }
        }

        if (!_stopping)
        {
            _children[Array.IndexOf(_children, child)] = Spawn();
        }

        child.Ready.TrySetResult();
        child.Ended.SetResult();
    }

    /// <summary>Sends what has to be sent again, and new requests while there is room.</summary>
    private void Ask()
    {
        foreach (var id in _open.Where(o => o.Value is null).Select(o => o.Key).ToList())
        {
            _resent++;
            Send(id);
        }

        while (!_isDraining && _open.Count < options.Reviews)
        {
            var id = $"r{_witness.Requested.Count}";
            _witness.Requested.Add(id);
            Send(id);
        }
    }

    /// <summary>With several processes, now and then through two of them at once.</summary>
    private void Send(string id)
    {
        var first = _random.Next(_children.Length);
        _open[id] = _children[first];
        _children[first].Send($"request {id}");
        if (_children.Length > 1 && _random.Next(3) == 0)
        {
            _children[(first + 1) % _children.Length].Send($"request {id}");
        }
    }

    /// <summary>Kills and restarts in random order at random moments: mostly under load, at times while a process is still coming up.</summary>
    private async Task ChaosAsync()
    {
        var random = new Random(options.Seed + 1);
        var actions = Enumerable.Repeat(true, options.Kills).Concat(Enumerable.Repeat(false, options.Restarts)).ToArray();
        random.Shuffle(actions);
        foreach (var isKill in actions)
        {
            var slot = random.Next(_children.Length);
            if (random.Next(5) > 0)
            {
                await _children[slot].Ready.Task;
            }

            await Task.Delay(random.Next(50, 1_000));
            await (isKill ? KillAsync(_children[slot]) : RestartAsync());
        }

        await Task.WhenAll(_children.Select(c => c.Ready.Task));
    }

    private async Task KillAsync(ChildProcess child)
    {
        child.Kill();
        _kills++;
        log($"{_watch.Elapsed.TotalSeconds,6:0.00} s  kill {_kills}");
        await child.Ended.Task;
    }

    private async Task RestartAsync()
    {
        await place.Server!.CrashAsync();
        _restarts++;
        log($"{_watch.Elapsed.TotalSeconds,6:0.00} s  the database is stopped, {_restarts}");
        await place.Server.StartAgainAsync();
    }

    private async Task StopAsync()
    {
        _stopping = true;
        foreach (var child in _children)
        {
            child.Send("stop");
        }

        while (_children.Any(c => !c.Ended.Task.IsCompleted))
        {
            var (child, line) = await _lines.Reader.ReadAsync();
            Take(child, line);
            if (line is null && child.ExitCode != 0)
            {
                _witness.Problems.Add($"a child could not finish and ended with {child.ExitCode}");
            }
        }
    }
}
