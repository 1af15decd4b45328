using Orleans.Runtime;
using Orleans.Streams;

namespace Synapse.Cluster.Tests.Postgres;

/// <summary>Keeps a text in the grain storage, has reminders and subscribes.</summary>
internal sealed class KeptGrain([PersistentState("kept", WakeBook.StorageName)] IPersistentState<KeptText> state, SeenReminders seen) : Grain, IKeptGrain, IRemindable
{
    private IAsyncStream<string> Stream => this.GetStreamProvider("memory").GetStream<string>(StreamId.Create("n", this.GetPrimaryKeyString()));

    public Task<string> ReadAsync() => Task.FromResult(state.State.Text);

    public async Task WriteAsync(string text)
    {
        state.State.Text = text;
        await state.WriteStateAsync();
    }

    public Task ClearAsync() => state.ClearStateAsync();

    public Task RemindAsync(string name, TimeSpan period) => this.RegisterOrUpdateReminder(name, period, period);

    public async Task ForgetAsync(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public Task SubscribeAsync() => Stream.SubscribeAsync((_, _) => Task.CompletedTask);

    public async Task<int> CountSubscriptionsAsync() => (await Stream.GetAllSubscriptionHandles()).Count;

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        seen.Add(this.GetPrimaryKeyString(), reminderName);
        return Task.CompletedTask;
    }
}
