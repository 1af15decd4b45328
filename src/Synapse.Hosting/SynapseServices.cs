using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Synapse.Contracts;

namespace Synapse.Hosting;

/// <summary>Adds Synapse to an application.</summary>
public static class SynapseServices
{
    /// <summary>Adds <see cref="ISynapse"/> in this process; it starts and stops with the application's host.</summary>
    public static IServiceCollection AddSynapse(this IServiceCollection services, EmbeddedOptions options) => services
        .AddSingleton(provider => new Hosted(options, provider.GetRequiredService<ILoggerFactory>()))
        .AddHostedService(provider => provider.GetRequiredService<Hosted>())
        .AddSingleton<ISynapse>(provider => provider.GetRequiredService<Hosted>().Synapse);

    private sealed class Hosted(EmbeddedOptions options, ILoggerFactory logs) : IHostedService
    {
        private EmbeddedSynapse? _synapse;

        public EmbeddedSynapse Synapse => _synapse ?? throw new InvalidOperationException("Synapse starts with the host; ask for it after that");

        public async Task StartAsync(CancellationToken cancellationToken) => _synapse = await EmbeddedSynapse.StartAsync(options, TimeProvider.System, logs, cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => _synapse?.DisposeAsync().AsTask() ?? Task.CompletedTask;
    }
}
