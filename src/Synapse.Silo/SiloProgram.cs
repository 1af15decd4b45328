using Npgsql;
using Synapse.Analysis.Rules;
using Synapse.Cluster.Postgres;
using Synapse.Core;
using Synapse.Runtime.Agents;
using Synapse.Runtime.Hosts;
using Synapse.Runtime.Journal;
using Synapse.Storage.Postgres;
using Synapse.Storage.Sql;
using Synapse.Storage.Sqlite;

namespace Synapse.Silo;

/// <summary>Runs one silo from its start to its end.</summary>
internal static class SiloProgram
{
    /// <summary>How long a database that cannot be reached is waited for; silos and database are often started together.</summary>
    private static readonly TimeSpan DatabasePatience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan DatabaseRetry = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(SiloConfiguration configuration, RulePacks packs, TextWriter error)
    {
        using var stop = new SiloStop();
        var host = configuration.Host;
        try
        {
            if (PortCheck.Problem(host) is { } taken)
            {
                error.WriteLine($"synapse-silo: {taken}");
                return SiloExit.Failed;
            }

            await using var journal = await OpenJournalAsync(host, error, stop.Token);
            await using var app = SiloHost.Build(configuration, packs, journal);
            await app.StartAsync(stop.Token);
            app.Services.GetRequiredService<SiloState>().HasStarted = true;
            error.WriteLine($"synapse-silo: ready; cluster {host.Cluster.ClusterId}, silo port {host.Cluster.SiloPort}, gateway {host.Cluster.GatewayPort}, http://{host.Http.Address}:{host.Http.Port}/"
                + (host.Dashboard.OperatorKey.Length > 0 ? ", dashboard at /dashboard" : ", dashboard closed: no dashboard.operatorKey"));
            await stop.WaitAsync();
            await app.StopAsync();
            return SiloExit.Ok;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return SiloExit.Ok;
        }
        catch (Exception e)
        {
            error.WriteLine($"synapse-silo: {VisibleText.Escape(CauseOf(e))}");
            return SiloExit.Failed;
        }
    }

    private static async Task<IJournalStore> OpenJournalAsync(HostSettings host, TextWriter error, CancellationToken cancellationToken)
    {
        if (host.Storage.Postgres.Length == 0)
        {
            return await SqliteJournal.OpenAsync(host.Storage.Sqlite, TimeProvider.System, cancellationToken: cancellationToken);
        }

        var until = TimeProvider.System.GetUtcNow() + DatabasePatience;
        for (var tries = 1; ; tries++)
        {
            try
            {
                await OrleansSchema.ApplyAsync(host.Storage.Postgres, cancellationToken);
                return await PostgresJournal.OpenAsync(host.Storage.Postgres, TimeProvider.System, cancellationToken: cancellationToken);
            }
            catch (NpgsqlException e) when (TimeProvider.System.GetUtcNow() < until && (e is not PostgresException || e.IsTransient))
            {
                if (tries == 1)
                {
                    error.WriteLine($"synapse-silo: the database cannot be reached and is waited for: {VisibleText.Escape(e.Message)}");
                }

                await Task.Delay(DatabaseRetry, cancellationToken);
            }
        }
    }

    /// <summary>One line for people: no stack trace, and what is innermost.</summary>
    private static string CauseOf(Exception exception) => exception switch
    {
        SchemaTooNewException => exception.Message,
        NpgsqlException => $"the database: {exception.Message}",
        IOException { InnerException: { } inner } => inner.Message,
        AggregateException { InnerException: { } inner } => CauseOf(inner),
        _ => $"{exception.GetType().Name}: {exception.Message}",
    };
}
