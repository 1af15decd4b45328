using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Synapse.Silo.Tests.Silos;

namespace Synapse.Silo.Tests.Security;

/// <summary>Who sees the dashboard.</summary>
public sealed class DashboardTests
{
    private const string Key = "an operator's key";

    /// <summary>The page, its script, and where the page has its data from.</summary>
    private static readonly string[] Pages = ["/dashboard/", "/dashboard/index.min.js", "/dashboard/DashboardCounters", "/dashboard/ClusterStats", "/dashboard/version", "/dashboard/GrainTypes", "/dashboard/Trace"];

    [Fact]
    public async Task Without_a_key_there_is_none()
    {
        await using var silo = await SiloRun.Start().ReadyAsync();
        Assert.Contains("dashboard closed", silo.Output, StringComparison.Ordinal);
        foreach (var page in Pages)
        {
            Assert.Equal(HttpStatusCode.NotFound, await silo.StatusOfAsync(page));
        }
    }

    [Fact]
    public async Task Only_the_key_opens_it_and_everything_behind_it()
    {
        await using var silo = await SiloRun.Start(("DASHBOARD__OPERATORKEY", Key)).ReadyAsync();
        AuthenticationHeaderValue?[] wrong =
        [
            null, Bearer(""), Bearer("an operator's keY"), Bearer(Key + "x"), Basic($"operator:{Key} "), Basic(Key), new("Basic", "%%%"), new("Digest", Key),
        ];
        foreach (var page in Pages)
        {
            foreach (var authorization in wrong)
            {
                Assert.Equal(HttpStatusCode.Unauthorized, await silo.StatusOfAsync(page, authorization));
            }

            Assert.Equal(HttpStatusCode.OK, await silo.StatusOfAsync(page, Bearer(Key)));
            Assert.Equal(HttpStatusCode.OK, await silo.StatusOfAsync(page, Basic($"anyone:{Key}")));
        }

        Assert.DoesNotContain(Key, silo.Output, StringComparison.Ordinal);
    }

    private static AuthenticationHeaderValue Bearer(string key) => new("Bearer", key);

    private static AuthenticationHeaderValue Basic(string pair) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
}
