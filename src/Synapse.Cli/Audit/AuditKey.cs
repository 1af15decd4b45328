using System.Security.Cryptography;
using Synapse.Cli.Journals;
using Synapse.Runtime.Journal;

namespace Synapse.Cli.Audit;

/// <summary>A key for checkpoints: ECDSA on P-256 with SHA-256, from a PEM file. The public half is enough to check a signature.</summary>
internal sealed class AuditKey : IDisposable
{
    private const int MaxFileBytes = 64 << 10;
    private const string P256 = "1.2.840.10045.3.1.7";
    private const DSASignatureFormat Format = DSASignatureFormat.IeeeP1363FixedFieldConcatenation;

    private readonly ECDsa _key;

    private AuditKey(ECDsa key)
    {
        _key = key;
        Id = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];
    }

    /// <summary>Names the key: the start of the SHA-256 of its public half.</summary>
    public string Id { get; }

    public static AuditKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>The key of a file, or what is wrong with it; neither where no file is named.</summary>
    public static (AuditKey? Key, string? Problem) Read(string? file, bool mustSign)
    {
        if (file is null)
        {
            return (null, null);
        }

        string text;
        try
        {
            if (new FileInfo(file).Length > MaxFileBytes)
            {
                return (null, $"{file} is too large for a key");
            }

            text = File.ReadAllText(file);
        }
        catch (Exception e) when (JournalProblem.Is(e))
        {
            return (null, $"the key {file} cannot be read: {FileProblem.Of(e)}");
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(text);
            var parameters = key.ExportParameters(includePrivateParameters: false);
            if (parameters.Curve.Oid.Value == P256 || parameters.Curve.Oid.FriendlyName is "nistP256" or "ECDSA_P256")
            {
                var canSign = text.Contains("PRIVATE KEY-----", StringComparison.Ordinal);
                return canSign || !mustSign ? (new AuditKey(key), null) : (null, $"{file} is a public key; signing takes the private one");
            }
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // Said below, together with a key of another kind.
        }

        key.Dispose();
        return (null, text.Contains("ENCRYPTED", StringComparison.Ordinal)
            ? $"{file} is encrypted; give a key without a password, in a file that only you can read"
            : $"{file} is no ECDSA key on P-256 in PEM; 'synapse audit keygen' makes one");
    }

    public ReadOnlyMemory<byte> Sign(ReadOnlyMemory<byte> payload) => _key.SignData(payload.Span, HashAlgorithmName.SHA256, Format);

    public bool IsGood(AuditCheckpoint checkpoint) => _key.VerifyData(checkpoint.Payload().Span, checkpoint.Signature.Span, HashAlgorithmName.SHA256, Format);

    public string PrivatePem() => _key.ExportPkcs8PrivateKeyPem() + "\n";

    public string PublicPem() => _key.ExportSubjectPublicKeyInfoPem() + "\n";

    public void Dispose() => _key.Dispose();
}
