using System.Text.Json;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Budgets;
using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;
using Synapse.Core.Queues;
using Synapse.Core.Signals;
using Synapse.Runtime;
using Synapse.Runtime.Agents;
using Synapse.Runtime.Budgets;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Marketplace;
using Synapse.Runtime.Queues;

namespace Synapse.Cli.Journals;

/// <summary>One tenant's part of a journal, as a verb looks at it and sends commands to it. Work that follows is for whoever runs workers on the journal.</summary>
internal sealed class TenantJournal : IDisposable
{
    private const string Actor = "cli";

    private readonly IJournalStore _journal;
    private readonly EmbeddedEngine _engine;

    public TenantJournal(CliOutput output, IJournalStore journal, string tenant, CancellationToken cancellation)
    {
        (Output, _journal, Tenant, Cancellation) = (output, journal, tenant, cancellation);
        _engine = new EmbeddedEngine(journal, new NoWorkers(), new NoListeners(), TimeProvider.System, TaskScheduler.Default, EngineLimits.Default).HostAll();
    }

    public CliOutput Output { get; }

    public string Tenant { get; }

    public CancellationToken Cancellation { get; }

    public IJournalStore Store => _journal;

    public IEngine Engine => _engine;

    /// <summary>One instant for all that a verb shows.</summary>
    public DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    public AggregateId IdOf(string kind, string id) => new(Tenant, kind, id);

    /// <summary>The ids of one kind, in their order.</summary>
    public async Task<List<string>> IdsAsync(string kind)
    {
        var ids = new List<string>();
        await foreach (var stream in _journal.StreamsAsync(kind, Tenant, Cancellation))
        {
            ids.Add(stream.Id);
        }

        return ids;
    }

    /// <summary>Whether there is one of this name; says what was probably meant where there is none.</summary>
    public async Task<bool> ExistsAsync(string kind, string id, string noun, string advice)
    {
        var ids = await IdsAsync(kind);
        if (ids.Contains(id))
        {
            return true;
        }

        JournalVerb.Refuse(Output, Unknown(noun, id, ids, advice));
        return false;
    }

    public static string Unknown(string noun, string name, IEnumerable<string> names, string advice) =>
        $"there is no {noun} '{name}'{(NearestName.Of(name, names) is { } near ? $"; did you mean '{near}'?" : ";")} {advice}";

    public Task<Answer<TReply>> SendAsync<TCommand, TReply>(AggregateId id, TCommand command, string actor = Actor)
        where TReply : class => _engine.SendAsync<TCommand, TReply>(id, command, actor, $"{Actor}/{Guid.NewGuid():N}");

    public async Task<AgentState> AgentAsync(string id) =>
        (await AggregateReader.ReadAsync<AgentAggregate, AgentState, AgentCommand, AgentEvent, AgentReply>(_journal, IdOf(AgentAggregate.Kind, id), AgentForm.Current, Cancellation)).State;

    public async Task<QueueState> QueueAsync(AggregateId id) =>
        (await AggregateReader.ReadAsync<QueueAggregate, QueueState, QueueCommand, QueueEvent, QueueReply>(_journal, id, QueueForm.Current, Cancellation)).State;

    public async Task<BudgetState> BudgetAsync() =>
        (await AggregateReader.ReadAsync<BudgetAggregate, BudgetState, BudgetCommand, BudgetEvent, BudgetReply>(_journal, BudgetAggregate.IdOf(Tenant), BudgetForm.Current, Cancellation)).State;

    public async Task<MarketState> MarketAsync(string name) =>
        (await AggregateReader.ReadAsync<MarketAggregate, MarketState, MarketCommand, MarketEvent, MarketReply>(_journal, IdOf(MarketAggregate.Kind, name), MarketForm.Current, Cancellation)).State;

    /// <summary>Writes data, as JSON or for people.</summary>
    public int Write(bool isJson, Action<Utf8JsonWriter> json, Action<TextWriter> text)
    {
        if (isJson)
        {
            JsonOutput.Write(Output.Out, json);
        }
        else
        {
            text(Output.Out);
        }

        return ExitCodes.Ok;
    }

    public void Say(string talk) => Output.Error.WriteLine("synapse: " + VisibleText.Escape(talk));

    public void Dispose() => _engine.Dispose();

    private sealed class NoWorkers : IWorkRunner
    {
        public ValueTask StartAsync(AggregateId aggregate, HandOutWork work, CancellationToken cancellationToken) => throw new NotSupportedException("no work is done here");

        public ValueTask RecallAsync(AggregateId aggregate, RecallWork work, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }

    private sealed class NoListeners : ISignalSink
    {
        public ValueTask PublishAsync(string id, Signal signal, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
