using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Synapse.Silo.Tests.Security;

/// <summary>An authority of the tests, and the files of those that it signs.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1);

    private readonly string _folder = Directory.CreateTempSubdirectory("synapse-tls-").FullName;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    public TestAuthority(string name)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        _certificate = request.CreateSelfSigned(From, From.AddYears(1));
        File.WriteAllText(AuthorityFile, _certificate.ExportCertificatePem());
    }

    public string AuthorityFile => Path.Combine(_folder, "authority.pem");

    /// <summary>A certificate with its key, as two PEM files.</summary>
    public (string Certificate, string Key) Sign(string name, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], false));
        using var certificate = request.Create(_certificate, From, until ?? From.AddMonths(1), Guid.NewGuid().ToByteArray());
        var files = (Path.Combine(_folder, $"{name}.pem"), Path.Combine(_folder, $"{name}.key"));
        File.WriteAllText(files.Item1, certificate.ExportCertificatePem());
        File.WriteAllText(files.Item2, key.ExportPkcs8PrivateKeyPem());
        return files;
    }

    /// <summary>The settings of a silo with a certificate of this authority.</summary>
    public (string Name, string Value)[] Settings(string name, string? authority = null)
    {
        var (certificate, key) = Sign(name);
        return [("TLS__CERTIFICATE", certificate), ("TLS__KEY", key), ("TLS__AUTHORITY", authority ?? AuthorityFile)];
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
