using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;
using Synapse.Conformance.Postgres;
using Synapse.Silo.Tests.Silos;

namespace Synapse.Silo.Tests.Security;

/// <summary>TLS between silos and to clients.</summary>
public sealed class TlsTests(PostgresServer server)
{
    [Fact]
    public async Task Silos_and_a_client_of_one_authority_review_a_change()
    {
        using var authority = new TestAuthority("ours");
        var connection = await server.SchemaAsync();
        await using var first = await SiloRun.StartMember(connection, [("CLUSTER__ROLES", "reviews,api"), .. authority.Settings("first")]).ReadyAsync();
        await using var second = await SiloRun.StartMember(connection, [("CLUSTER__ROLES", "workers"), .. authority.Settings("second")]).ReadyAsync();
        await using var client = await ClientRun.StartAsync(connection, more: c => UseTls(c, authority, authority));
        await client.ReviewAsync("encrypted");
    }

    [Fact]
    public async Task While_an_authority_takes_over_both_are_believed()
    {
        using var old = new TestAuthority("old");
        using var young = new TestAuthority("young");
        var both = Path.Combine(Path.GetDirectoryName(old.AuthorityFile)!, "both.pem");
        await File.WriteAllTextAsync(both, await File.ReadAllTextAsync(old.AuthorityFile) + "\n" + await File.ReadAllTextAsync(young.AuthorityFile));
        var connection = await server.SchemaAsync();
        await using var first = await SiloRun.StartMember(connection, [("CLUSTER__ROLES", "reviews,api"), .. old.Settings("first", both)]).ReadyAsync();
        await using var second = await SiloRun.StartMember(connection, [("CLUSTER__ROLES", "workers"), .. young.Settings("second", both)]).ReadyAsync();
        await using var client = await ClientRun.StartAsync(connection, more: c => UseTls(c, young, old));
        await client.ReviewAsync("encrypted");
    }

    [Fact]
    public async Task A_silo_of_another_authority_does_not_get_in_and_says_so()
    {
        using var ours = new TestAuthority("ours");
        using var theirs = new TestAuthority("theirs");
        var connection = await server.SchemaAsync();
        await using var silo = await SiloRun.StartMember(connection, ours.Settings("first")).ReadyAsync();
        await using var stranger = SiloRun.StartMember(connection, theirs.Settings("stranger"));
        Assert.Equal(4, await stranger.EndAsync());
        Assert.Contains("Authentication failed", stranger.Output + silo.Output, StringComparison.Ordinal);
        Assert.Single(stranger.Lines, l => l.StartsWith("synapse-silo: ends at once: ", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", stranger.Output, StringComparison.Ordinal);
        await silo.ReadyAsync();
    }

    [Fact]
    public async Task Clients_without_a_certificate_of_the_authority_do_not_get_in()
    {
        using var ours = new TestAuthority("ours");
        using var theirs = new TestAuthority("theirs");
        var connection = await server.SchemaAsync();
        await using var silo = await SiloRun.StartMember(connection, ours.Settings("first")).ReadyAsync();
        await AssertKeptOutAsync(silo, stop => ClientRun.StartAsync(connection, stop: stop));
        await AssertKeptOutAsync(silo, stop => ClientRun.StartAsync(connection, more: c => UseTls(c, theirs, ours), stop: stop));
        await using var client = await ClientRun.StartAsync(connection, more: c => UseTls(c, ours, ours));
        await client.ReviewAsync("encrypted");
    }

    [Fact]
    public async Task Wrong_files_are_one_line_each()
    {
        using var authority = new TestAuthority("ours");
        var (certificate, key) = authority.Sign("one");
        var (_, other) = authority.Sign("other");
        await AssertRefusedAsync("tls.certificate: there is no file /nowhere.pem", "/nowhere.pem", key, authority.AuthorityFile);
        await AssertRefusedAsync("are not a certificate and its key", certificate, other, authority.AuthorityFile);
        await AssertRefusedAsync("are not a certificate and its key", key, certificate, authority.AuthorityFile);
        await AssertRefusedAsync("is not a certificate", certificate, key, key);
    }

    /// <summary>A client tries on and on; its silo has turned it away three times.</summary>
    private static async Task AssertKeptOutAsync(SiloRun silo, Func<CancellationToken, Task> startAsync)
    {
        var before = silo.Lines.Count(IsRefusal);
        using var stop = new CancellationTokenSource();
        var start = startAsync(stop.Token);
        await Until.TrueAsync(() => silo.Lines.Count(IsRefusal) >= before + 3, () => silo.Output);
        Assert.False(start.IsCompletedSuccessfully);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => start);

        static bool IsRefusal(string line) => line.Contains("Authentication failed", StringComparison.Ordinal);
    }

    private static async Task AssertRefusedAsync(string expected, string certificate, string key, string authority)
    {
        await using var silo = SiloRun.Start(("TLS__CERTIFICATE", certificate), ("TLS__KEY", key), ("TLS__AUTHORITY", authority));
        Assert.Equal(2, await silo.EndAsync());
        Assert.Contains(expected, Assert.Single(silo.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", silo.Output, StringComparison.Ordinal);
    }

    /// <summary>What an application writes.</summary>
    private static void UseTls(IClientBuilder client, TestAuthority own, TestAuthority believed)
    {
        var (certificate, key) = own.Sign("client");
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(believed.AuthorityFile);
        client.UseTls(options =>
        {
            options.LocalCertificate = X509Certificate2.CreateFromPemFile(certificate, key);
            options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
            options.OnAuthenticateAsClient = (_, session) => session.TargetHost = "synapse-silo";
            options.RemoteCertificateValidation = (silo, _, _) =>
            {
                using var chain = new X509Chain();
                chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
                chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
                chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
                return chain.Build(silo);
            };
        });
    }
}
