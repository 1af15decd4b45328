namespace Synapse.Core.Kernel;

/// <summary>What deciding a command gives: events and a reply, or a refusal and no events.</summary>
public sealed record Decision<TEvent, TReply>(ValueList<TEvent> Events, TReply? Reply, Refusal? Refusal)
    where TReply : class;

public static class Decision
{
    public static Decision<TEvent, TReply> Accept<TEvent, TReply>(TReply reply, params ReadOnlySpan<TEvent> events)
        where TReply : class => new(ValueList.Create(events), reply, null);

    public static Decision<TEvent, TReply> Refuse<TEvent, TReply>(RefusalCode code, string message)
        where TReply : class => new([], null, new Refusal(code, message));
}
