using Synapse.Core.Kernel;

namespace Synapse.Runtime.Engine;

/// <summary>Sends what aggregates tell each other through an engine. Make the kinds known first.</summary>
public sealed class Teller(IEngine engine) : ITeller, IKindHost
{
    private const string Actor = "synapse";

    private readonly Dictionary<string, Func<AggregateId, object, string, Task<Refusal?>>> _kinds = new(StringComparer.Ordinal);

    public void Add<TAggregate, TState, TCommand, TEvent, TReply>(StoredForm<TState, TEvent> form)
        where TAggregate : IAggregate<TState, TCommand, TEvent, TReply>
        where TReply : class =>
        _kinds[TAggregate.Kind] = async (id, command, commandId) => (await engine.SendAsync<TCommand, TReply>(id, (TCommand)command, Actor, commandId)).Refusal;

    public async ValueTask TellAsync(Tell tell, string commandId, CancellationToken cancellationToken)
    {
        var send = _kinds.GetValueOrDefault(tell.To.Kind) ?? throw new InvalidOperationException($"no aggregate of kind '{tell.To.Kind}' is hosted");
        if (await send(tell.To, tell.Command, commandId).WaitAsync(cancellationToken) is { } refusal)
        {
            throw new InvalidOperationException($"{tell.To} refused it: {refusal.Message}");
        }
    }
}
