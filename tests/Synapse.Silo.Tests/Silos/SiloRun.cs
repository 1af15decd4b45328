using System.Net;
using System.Net.Http.Headers;

namespace Synapse.Silo.Tests.Silos;

/// <summary>One silo as operators run it, at a loopback address and in a folder of its own.</summary>
internal sealed class SiloRun : ProgramRun
{
    private static readonly string Program = RepositoryRoot.Program("src/Synapse.Silo", "Synapse.Silo");

    /// <summary>The configuration that ships, but that no specialist is too slow on a machine that has much else to do.</summary>
    private static readonly string PatientConfiguration = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "silo.json"))
        .Replace("\"baseMilliseconds\": 5000", "\"baseMilliseconds\": 300000", StringComparison.Ordinal);

    private static int _addresses;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly string _folder;

    private SiloRun(string address, string folder, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment)
        : base(Program, arguments, environment, folder) =>
        (Address, _folder, _http.BaseAddress) = (address, folder, new Uri($"http://{address}:8080"));

    public string Address { get; }

    /// <summary>An address that no other silo of these tests has, nor one of another run.</summary>
    public static string NewAddress() => $"127.{100 + (Environment.ProcessId % 100)}.{1 + (Environment.ProcessId / 100 % 250)}.{Interlocked.Increment(ref _addresses)}";

    /// <summary>Starts a silo; what is not set is as the product has it, but for its address and the patience with specialists.</summary>
    /// <param name="settings">Variables without their prefix.</param>
    public static SiloRun Start(params (string Name, string Value)[] settings) => Start([], settings);

    public static SiloRun Start(string[] arguments, params (string Name, string Value)[] settings)
    {
        var given = settings.ToDictionary(s => "SYNAPSE__" + s.Name, s => s.Value, StringComparer.OrdinalIgnoreCase);
        var address = given.TryGetValue("SYNAPSE__CLUSTER__ADDRESS", out var own) && IPAddress.TryParse(own, out _) ? own : NewAddress();
        given.TryAdd("SYNAPSE__CLUSTER__ADDRESS", address);
        given.TryAdd("SYNAPSE__HTTP__ADDRESS", address);
        given.TryAdd("OTEL_BSP_SCHEDULE_DELAY", "100");
        var folder = Directory.CreateTempSubdirectory("synapse-silo-").FullName;
        File.WriteAllText(Path.Combine(folder, "silo.json"), PatientConfiguration);
        return new SiloRun(address, folder, arguments, given);
    }

    /// <summary>One of a cluster on PostgreSQL.</summary>
    public static SiloRun StartMember(string connection, params (string Name, string Value)[] settings) =>
        Start([("STORAGE__POSTGRES", connection), ("CLUSTER__CLUSTERING", "postgres"), .. settings]);

    public async Task<SiloRun> ReadyAsync()
    {
        await StatusAsync("/health/ready", HttpStatusCode.OK);
        return this;
    }

    /// <summary>Waits until a page answers so.</summary>
    public Task StatusAsync(string path, HttpStatusCode status) => Until.TrueAsync(
        async () =>
        {
            Assert.False(HasEnded, Output);
            return await StatusOfAsync(path) == status;
        },
        () => $"{path} never was {status}:\n{Output}");

    /// <summary>The status of a page; null when nobody answers.</summary>
    public async Task<HttpStatusCode?> StatusOfAsync(string path, AuthenticationHeaderValue? authorization = null)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = authorization } };
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            return answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    public Task<string> ReadAsync(string path) => _http.GetStringAsync(new Uri(path, UriKind.Relative));

    public Task SaysAsync(string text) => Until.TrueAsync(() => Output.Contains(text, StringComparison.Ordinal), () => $"never said '{text}':\n{Output}");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
