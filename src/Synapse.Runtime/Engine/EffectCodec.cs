using System.Text.Json;
using System.Text.Json.Serialization;
using Synapse.Core.Kernel;
using Synapse.Core.Queues;
using Synapse.Core.Signals;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Engine;

/// <summary>Effects as JSON, for dead letters.</summary>
internal static class EffectCodec
{
    public static string Encode(Effect effect) => JsonSerializer.Serialize(
        effect switch
        {
            HandOutWork e => new EffectRow("work.hand_out") { Agent = e.Agent, AgentVersion = e.AgentVersion, At = e.Deadline, Priority = e.Priority.ToString(), Repository = e.Repository },
            RecallWork e => new EffectRow("work.recall") { Agent = e.Agent, At = e.Deadline },
            Tell e => new EffectRow("tell") { To = e.To, Command = e.Command.GetType().FullName, Content = JsonSerializer.Serialize(e.Command, e.Command.GetType(), WireJson.Options) },
            OfferWork => new EffectRow("work.offer"),
            SetTimer e => new EffectRow("timer.set") { Timer = e.Name, At = e.At },
            CancelTimer e => new EffectRow("timer.cancel") { Timer = e.Name },
            HoldBody e => new EffectRow("body.hold") { Body = e.Hash },
            PublishSignal e => new EffectRow("signal.publish") { Signal = e.Signal },
            _ => throw new InvalidOperationException($"no one knows an effect of type {effect.GetType().Name}"),
        },
        EffectJson.Default.EffectRow);

    /// <exception cref="InvalidDataException">It was written by a newer version or is damaged.</exception>
    public static Effect Decode(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, EffectJson.Default.EffectRow) switch
            {
                { Kind: "work.hand_out", Agent: { } agent, AgentVersion: { } version, At: { } at, Priority: var priority, Repository: var repository } =>
                    new HandOutWork(agent, version, at, Enum.TryParse<WorkPriority>(priority, out var known) ? known : WorkPriority.Normal, repository ?? ""),
                { Kind: "work.recall", Agent: { } agent, At: { } at } => new RecallWork(agent, at),
                { Kind: "tell", To: { } to, Command: { } command, Content: { } content } when typeof(Tell).Assembly.GetType(command) is { } type => new Tell(to, JsonSerializer.Deserialize(content, type, WireJson.Options)!),
                { Kind: "work.offer" } => new OfferWork(),
                { Kind: "timer.set", Timer: { } timer, At: { } at } => new SetTimer(timer, at),
                { Kind: "timer.cancel", Timer: { } timer } => new CancelTimer(timer),
                { Kind: "body.hold", Body: { } body } => new HoldBody(body),
                { Kind: "signal.publish", Signal: { } signal } => new PublishSignal(signal),
                _ => throw new InvalidDataException($"this version cannot read the effect {json}"),
            };
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"this version cannot read the effect {json}", e);
        }
    }
}

/// <summary>All kinds of effects in one row; <paramref name="Kind"/> says which fields are set.</summary>
internal sealed record EffectRow(string Kind)
{
    public string? Agent { get; init; }

    public string? AgentVersion { get; init; }

    public string? Priority { get; init; }

    public string? Repository { get; init; }

    public string? Timer { get; init; }

    public DateTimeOffset? At { get; init; }

    public AggregateId? To { get; init; }

    /// <summary>The type of a command, by its name in the core.</summary>
    public string? Command { get; init; }

    public string? Content { get; init; }

    public string? Body { get; init; }

    public Signal? Signal { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EffectRow))]
internal sealed partial class EffectJson : JsonSerializerContext;
