namespace Synapse.Cluster.Tests.Postgres;

internal interface IKeptGrain : IGrainWithStringKey
{
    Task<string> ReadAsync();

    Task WriteAsync(string text);

    Task ClearAsync();

    Task RemindAsync(string name, TimeSpan period);

    Task ForgetAsync(string name);

    Task SubscribeAsync();

    Task<int> CountSubscriptionsAsync();
}
