using System.Diagnostics;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;
using Synapse.Core.Reviews;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Marketplace;
using Synapse.Storage;

namespace Synapse.Benchmarks;

/// <summary>
/// How long a match among many listings takes, beside a look at each of them with the same scoring: the same requests in one run.
/// The two must decide the same. Then the parts around it: reading the market from a journal, and the auction by itself.
/// </summary>
internal static class MatchBenchmark
{
    private const int Requests = 2_000;
    private const int WarmUp = 1_000;
    private const int Seed = 20_260_106;

    private const int Days = 60;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);
    private static readonly AggregateId Id = new("bench", MarketAggregate.Kind, "main");
    private static readonly string[] Languages = ["csharp", "csharp", "java", "javascript", "typescript", "python", "go", "elixir", "text", "*"];
    private static readonly string[] Endings = ["cs", "java", "js", "ts", "py", "go", "ex", "md"];

    public static async Task<int> RunAsync(int listings)
    {
        var random = new Random(Seed);
        var journal = new MemoryJournal();
        var events = Enumerable.Range(0, listings).Select(i => new MarketEvent.ListingPublished(Listing(random, i), 1, "bench", DateTimeOffset.UnixEpoch)).ToList();
        var standings = events.Where(_ => random.Next(10) > 0).ToDictionary(e => e.Listing.Agent, e => Standing(random, e.Listing), StringComparer.Ordinal);
        await AppendAsync(journal, 0, events);
        await AppendAsync(journal, listings, [.. Figures(random)]);

        var watch = Stopwatch.StartNew();
        using var board = new MarketBoard(journal, Id, TimeProvider.System, TimeSpan.Zero);
        board.Use(standings);
        await board.ReadAsync(CancellationToken.None);
        Console.WriteLine($"{listings:#,0} listings, {Requests:#,0} requests, {Environment.ProcessorCount} cores");
        Console.WriteLine($"reading the market for the first time       {watch.Elapsed.TotalMilliseconds,9:0.0} ms");
        await AppendAsync(journal, listings + Days, [new MarketEvent.ListingWithdrawn(events[0].Listing.Agent, 2, "bench", DateTimeOffset.UnixEpoch)]);
        watch.Restart();
        var index = await board.ReadAsync(CancellationToken.None);
        Console.WriteLine($"reading it after a listing was withdrawn     {watch.Elapsed.TotalMilliseconds,9:0.0} ms");

        Match(index, random, isMixed: false);
        Match(index, random, isMixed: true);
        Auctions(random);
        return 0;
    }

    private static void Match(MarketIndex index, Random random, bool isMixed)
    {
        var asked = Enumerable.Range(0, Requests).Select(i => (Name: $"r{i}", Change: Change(random, isMixed), Budget: random.NextInt64(5_000_000))).ToList();
        var (indexed, decisions) = Time(i => index.Match(index.RequestFor(asked[i].Name, asked[i].Change, asked[i].Budget, Deadline)));
        var (scanned, baseline) = Time(i => Matcher.Match(index.RequestFor(asked[i].Name, asked[i].Change, asked[i].Budget, Deadline), index.Candidates));
        if (!decisions.SequenceEqual(baseline))
        {
            throw new InvalidOperationException("a request was decided differently by the index");
        }

        var looked = decisions.Average(d => index.Candidates.Count - d.Reasons.Where(r => r.Reason == NotChosen.NotCapable).Sum(r => r.Candidates));
        Console.WriteLine($"changes {(isMixed ? "in several languages" : "in one language")}: {looked:#,0} listings cover something of one, on average");
        Tell("match with the index", indexed);
        Tell("match by looking at every listing", scanned);
        Console.WriteLine($"the index is {Median(scanned) / Median(indexed):0.0} times as fast; all {Requests:#,0} decisions were the same");
    }

    private static (List<double> Times, List<MatchDecision> Decisions) Time(Func<int, MatchDecision> match)
    {
        var (times, decisions) = (new List<double>(Requests), new List<MatchDecision>(Requests));
        for (var i = -WarmUp; i < Requests; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var decision = match(Math.Abs(i));
            var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (i >= 0)
            {
                times.Add(elapsed);
                decisions.Add(decision);
            }
        }

        return (times, decisions);
    }

    private static void Auctions(Random random)
    {
        foreach (var bidders in (int[])[5, 50, 500])
        {
            var bids = Enumerable.Range(0, bidders).Select(i => new AuctionBid($"a{i}", $"p{i % (bidders - 1)}", random.Next(1_000), random.Next(1_000), (ulong)i)).ToArray();
            var (payments, times) = (new long[bidders], new List<double>(Requests));
            for (var i = -WarmUp; i < Requests; i++)
            {
                bids[random.Next(bidders)] = bids[0] with { BidMicroCredits = random.Next(1_000) };
                var start = Stopwatch.GetTimestamp();
                Auction.Clear(new AuctionRules(3, 900, 2_000), bids, payments);
                if (i >= 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }

            Tell($"auction of 3 places among {bidders} bids", times);
        }
    }

    private static void Tell(string what, List<double> times) =>
        Console.WriteLine($"{what,-44} median {Median(times),8:0.0000} ms, 99 % within {times.Order().ElementAt(times.Count * 99 / 100),8:0.0000} ms");

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static async Task AppendAsync(MemoryJournal journal, long version, IReadOnlyList<MarketEvent> events)
    {
        var codec = new MarketEventCodec();
        foreach (var chunk in events.Chunk(1_000))
        {
            var data = chunk.Select(e => codec.Encode(e)).Select(e => new EventData(e.Type, e.Data, DateTimeOffset.UnixEpoch, "bench", "")).ToList();
            await journal.AppendAsync(new StreamAppend(Id, version, data), CancellationToken.None);
            version += chunk.Length;
        }
    }

    /// <summary>A day's figures of every capability for each of the last days.</summary>
    private static IEnumerable<MarketEvent> Figures(Random random) => Enumerable.Range(1, Days).Reverse().Select(ago => new MarketEvent.MatchRecorded(
        new MatchOutcome(
            $"r{ago}", DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-ago),
            Languages.Distinct().SelectMany(l => Enum.GetValues<Category>().Select(c => new CapabilityOutcome(new Capability(c, l), true, random.Next(1_000_000), 5, 1_000, 1_000, 800))).ToValueList()),
        DateTimeOffset.UnixEpoch));

    private static Listing Listing(Random random, int place)
    {
        var language = Languages[random.Next(Languages.Length)];
        var categories = Enum.GetValues<Category>().Where(c => c != Category.Process).OrderBy(_ => random.Next()).Take(random.Next(1, 4));
        ListingPrice price = random.Next(10) switch
        {
            < 6 => new ListingPrice.Fixed(random.Next(1_000_000)),
            < 8 => new ListingPrice.PerLine(random.Next(5_000), random.Next(10_000)),
            8 => new ListingPrice.PerToken(random.Next(20_000), random.Next(5, 30), random.Next(5_000)),
            _ => new ListingPrice.SealedBid(random.Next(200_000), random.Next(2_000), random.Next(20_000)),
        };
        return new Listing(
            $"agent-{place:00000}", "1.0", $"publisher-{random.Next(1_000)}", (ListingTier)random.Next(4), categories.Select(c => new Capability(c, language)).ToValueList(),
            random.Next(5) == 0 ? new ListingLimits(500, 20) : ListingLimits.None, [], price, new ListingSla(TimeSpan.FromSeconds(random.Next(1, 200)), random.Next(9_000, 10_001)), "MIT",
            IsThirdParty: random.Next(10) == 0, IsRemote: random.Next(5) == 0);
    }

    private static Standing Standing(Random random, Listing listing) => new(
        listing.Capabilities.Select(c => new CapabilityStanding(c, random.Next(1_000, 9_900), random.Next(200))).ToValueList(),
        random.Next(10) == 0, random.Next(50) > 0, TimeSpan.FromSeconds(random.Next(60)));

    /// <summary>A change of one to 29 files, a share of which is in any language.</summary>
    private static ChangeProfile Change(Random random, bool isMixed)
    {
        var (files, main) = (random.Next(1, 30), Endings[random.Next(Endings.Length)]);
        var changed = Enumerable.Range(0, files)
            .Select(i => new ReviewFile($"src/f{i}.{(isMixed && random.Next(4) == 0 ? Endings[random.Next(Endings.Length)] : main)}", random.Next(200), random.Next(50)))
            .ToValueList();
        return ChangeProfile.Of(
            new ReviewRequest("title", "ann", "base", "head", [], "feature", random.Next(10_001), files, changed, "", []), random.Next(2) == 0 ? DecisionPath.Deep : DecisionPath.Fast);
    }
}
