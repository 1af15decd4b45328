using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;
using Synapse.Runtime.Hosts;

namespace Synapse.Silo;

/// <summary>The certificates of a silo, read from PEM files.</summary>
internal static class TlsFiles
{
    public static IEnumerable<string> Problems(TlsSettings tls)
    {
        foreach (var (key, file) in ((string, string)[])[("certificate", tls.Certificate), ("key", tls.Key), ("authority", tls.Authority)])
        {
            if (!File.Exists(file))
            {
                yield return $"tls.{key}: there is no file {file}";
                yield break;
            }
        }

        if (Failure(() => Own(tls).Dispose()) is { } own)
        {
            yield return $"tls: {tls.Certificate} and {tls.Key} are not a certificate and its key: {own}";
        }

        if (Failure(() => Authorities(tls)) is { } authority)
        {
            yield return $"tls: {tls.Authority} is not a certificate: {authority}";
        }
    }

    /// <summary>Each side shows its certificate, and takes only one that an authority signed.</summary>
    public static void Apply(TlsOptions options, TlsSettings tls)
    {
        var authorities = Authorities(tls);
        options.LocalCertificate = Own(tls);
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (certificate, _, errors) =>
            !errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) && IsOf(authorities, certificate);
        options.OnAuthenticateAsClient = (_, client) => client.TargetHost = "synapse-silo";
    }

    /// <summary>The names in it are not looked at: silos have addresses, and these change.</summary>
    private static bool IsOf(X509Certificate2Collection authorities, X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    /// <summary>Several while one takes over from another.</summary>
    private static X509Certificate2Collection Authorities(TlsSettings tls)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(tls.Authority);
        return all.Count > 0 ? all : throw new CryptographicException("it holds no CERTIFICATE in PEM");
    }

    private static X509Certificate2 Own(TlsSettings tls) => X509Certificate2.CreateFromPemFile(tls.Certificate, tls.Key);

    private static string? Failure(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
