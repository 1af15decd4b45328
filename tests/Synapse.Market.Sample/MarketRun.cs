using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Synapse.Contracts;
using Synapse.Contracts.Reviews;
using Synapse.Core.Budgets;
using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;
using Synapse.Core.Reviews;
using Synapse.Hosting;
using Synapse.Hosting.Marketplace;
using Synapse.Runtime.Marketplace;
using Synapse.Storage.Sqlite;

namespace Synapse.Market.Sample;

/// <summary>Reviews the history of repositories with agents from the market, on a budget that lasts for half of it.</summary>
internal sealed class MarketRun(string file, IReadOnlyList<GitHistory> histories, int count) : IAsyncDisposable
{
    public const string Tenant = "demo";

    private const int AtOnce = 4;
    private const int MaxAnswers = 5;
    private const int Readers = 7;

    private EmbeddedSynapse _synapse = null!;
    private Process? _remote;
    private int _commands;

    public List<(string Id, GitHistory History, ReviewReport Report)> Reports { get; } = [];

    public long Cap { get; private set; }

    public async Task RunAsync()
    {
        _synapse = await EmbeddedSynapse.StartAsync(new EmbeddedOptions(Tenant, "demo") { File = file, Configuration = SampleAgents.For("here") }, TimeProvider.System, NullLoggerFactory.Instance);
        await TellMarketAsync(new MarketCommand.SetPolicy(MarketPolicy.Default with { Worth = new Worth(BaseMicroCredits: 30_000, PerLineMicroCredits: 300) }, 0));
        foreach (var listing in MarketListings.Of(SampleAgents.For("here").Agents))
        {
            await TellMarketAsync(new MarketCommand.Publish(listing, 0));
            if (listing.IsThirdParty)
            {
                await TellMarketAsync(new MarketCommand.Approve(listing.Agent, 1));
            }
        }

        _remote = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["remote", file]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        if (await _remote.StandardOutput.ReadLineAsync() != "ready")
        {
            throw new InvalidOperationException("the remote agent did not start");
        }

        var changes = histories.SelectMany(h => h.Commits(count / histories.Count).Select(c => (History: h, Commit: c))).ToList();
        Cap = await PriceOfHalfAsync(changes);
        await SendAsync<BudgetCommand, BudgetReply>(BudgetAggregate.Kind, BudgetAggregate.LedgerId, new BudgetCommand.SetCap(BudgetScopes.Tenant, new BudgetCap(Cap, BudgetPeriod.Month, BudgetCap.UsualWarnings)));
        Console.Error.WriteLine($"{changes.Count} changes; the budget is {Cap:#,0} micro-credits, about the price of half of them");
        using var room = new SemaphoreSlim(AtOnce);
        await Task.WhenAll(changes.Select(async (change, number) =>
        {
            await room.WaitAsync();
            try
            {
                await ReviewAsync($"c{number:000}-{change.Commit[..8]}", change.History, change.Commit);
            }
            finally
            {
                room.Release();
            }
        }));
    }

    public async ValueTask DisposeAsync()
    {
        _remote?.StandardInput.Close();
        if (_remote is not null)
        {
            await _remote.WaitForExitAsync();
            _remote.Dispose();
        }

        if (_synapse is not null)
        {
            await _synapse.DisposeAsync();
        }
    }

    /// <summary>What the market would choose for the first half of the changes, were there no budget.</summary>
    private async Task<long> PriceOfHalfAsync(List<(GitHistory History, string Commit)> changes)
    {
        await using var journal = await SqliteJournal.OpenAsync(file, TimeProvider.System);
        using var board = new MarketBoard(journal, new AggregateId(Tenant, MarketAggregate.Kind, ReviewMarket.Name), TimeProvider.System, TimeSpan.Zero);
        var (index, price) = (await board.ReadAsync(CancellationToken.None), 0L);
        foreach (var (history, commit) in changes.Take(changes.Count / 2))
        {
            if (Analysis.Changes.UnifiedDiffParser.Parse(System.Text.Encoding.UTF8.GetBytes(history.Patch(commit)), Analysis.Changes.ChangeLimits.Default).Change is { } change)
            {
                var files = Core.ValueList.ToValueList(change.Files.Select(f => new ReviewFile(f.Path, f.AddedLines, f.RemovedLines)));
                var request = new ReviewRequest("", "", "", "", [], "", 0, files.Count, files, "", []);
                var path = Classification.Of(request, Core.Agents.ClassificationPolicy.Default).Path;
                price += index.Match(index.RequestFor(commit, ChangeProfile.Of(request, path), BudgetCap.MaxMicroCredits, TimeSpan.FromMinutes(2))).PriceMicroCredits;
            }
        }

        return Math.Max(1, price);
    }

    private async Task ReviewAsync(string id, GitHistory history, string commit)
    {
        var submitted = await _synapse.SubmitAsync(new ReviewSubmission(id, history.Patch(commit)) { Repository = history.Name, Team = "web" });
        if (submitted.Problem is { } problem)
        {
            Console.Error.WriteLine($"{id}: {problem.Message}");
            return;
        }

        await foreach (var _ in _synapse.FollowAsync(id))
        {
        }

        var report = (await _synapse.ReadReportAsync(id)).Required();
        await AnswerAsync(id, history, report);
        lock (Reports)
        {
            Reports.Add((id, history, report));
            if (Reports.Count % 25 == 0)
            {
                Console.Error.WriteLine($"{Reports.Count} reviewed, the last for {report.Metadata.PriceMicroCredits ?? 0:#,0} micro-credits");
            }
        }
    }

    /// <summary>The history judges: code that was changed since was worth a word, code that is still there was not. That is no more than a stand-in for people.</summary>
    private async Task AnswerAsync(string id, GitHistory history, ReviewReport report)
    {
        foreach (var finding in report.Findings.Where(f => f.Evidence.Count > 0).Take(MaxAnswers))
        {
            var line = finding.Evidence[^1].Snippet.Split('\n')[0];
            bool isThere;
            lock (history)
            {
                isThere = history.StillHas(finding.Location.Path, line);
            }

            var answer = new ReviewCommand.AnswerFinding(finding.Fingerprint, isThere ? FindingAnswerKind.FalsePositive : FindingAnswerKind.Accepted, isThere ? "it is still there today" : "it was changed since");
            await _synapse.Engine.SendAsync<ReviewCommand, ReviewReply>(new AggregateId(Tenant, ReviewAggregate.Kind, id), answer, $"reader-{Math.Abs(finding.Location.Path.Length % Readers)}", $"{id}/{finding.Fingerprint}");
        }
    }

    private async Task TellMarketAsync(MarketCommand command)
    {
        if ((await SendAsync<MarketCommand, MarketReply>(MarketAggregate.Kind, ReviewMarket.Name, command)).Refusal is { } refusal)
        {
            throw new InvalidOperationException(refusal.Message);
        }
    }

    private Task<Answer<TReply>> SendAsync<TCommand, TReply>(string kind, string id, TCommand command)
        where TReply : class => _synapse.Engine.SendAsync<TCommand, TReply>(new AggregateId(Tenant, kind, id), command, "demo", $"demo/{_commands++}");
}
