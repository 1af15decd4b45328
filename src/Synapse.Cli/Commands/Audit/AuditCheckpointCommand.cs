using System.CommandLine;
using System.Text;
using Synapse.Cli.Audit;
using Synapse.Cli.Journals;
using Synapse.Core;
using Synapse.Runtime.Journal;

namespace Synapse.Cli.Commands.Audit;

/// <summary><c>synapse audit checkpoint</c>: records where the chain ends now, signed if wished, and hands the record to somewhere else.</summary>
internal sealed class AuditCheckpointCommand(CliOutput output)
{
    private static readonly TimeSpan DeliveryTimeout = TimeSpan.FromSeconds(30);

    private readonly JournalOptions _journal = new();
    private readonly Option<string?> _key = new("--key") { Description = "The private key to sign with, in PEM; 'synapse audit keygen' makes one. Default: not signed.", HelpName = "FILE" };
    private readonly Option<string?> _target = new("--output", "-o") { Description = "Where to keep it: a file that it is added to, or an http(s) URL that it is PUT to. Default: standard output.", HelpName = "FILE|URL" };
    private readonly Option<bool> _post = new("--post") { Description = "POST to the URL instead." };

    public static Command Create(CliOutput output)
    {
        var checkpoint = new AuditCheckpointCommand(output);
        var command = new Command("checkpoint", "Record where the journal ends now, to be kept where its administrators cannot change it.") { checkpoint._key, checkpoint._target, checkpoint._post };
        checkpoint._journal.AddTo(command);
        command.SetAction(checkpoint.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var (target, post) = (parse.GetValue(_target), parse.GetValue(_post));
        var url = UrlOf(target);
        if (post && url is null)
        {
            return JournalVerb.Refuse(output, "--post needs an http or https URL with -o");
        }

        var (key, problem) = AuditKey.Read(parse.GetValue(_key), mustSign: true);
        if (problem is not null)
        {
            return JournalVerb.Refuse(output, problem);
        }

        using (key)
        {
            return await JournalVerb.RunAsync(
                output,
                parse.GetValue(_journal.Journal),
                bringForward: false,
                async (journal, _) =>
                {
                    var tenant = parse.GetValue(_journal.Tenant)!;
                    var checkpoint = await journal.Audit.CheckpointAsync(tenant, TimeProvider.System.GetUtcNow(), key is null ? null : key.Sign, cancellation);
                    return checkpoint is null
                        ? JournalVerb.Refuse(output, $"tenant '{tenant}' has no events to make a checkpoint of")
                        : await KeepAsync(checkpoint, key?.Id, target, url, post, cancellation);
                },
                cancellation);
        }
    }

    private async Task<int> KeepAsync(AuditCheckpoint checkpoint, string? keyId, string? target, Uri? url, bool post, CancellationToken cancellation)
    {
        var text = CheckpointText.Write(checkpoint, keyId) + "\n";
        if (target is null or "-")
        {
            await output.Out.WriteAsync(text);
            return ExitCodes.Ok;
        }

        var problem = url is null ? await AppendAsync(target, text, cancellation) : await SendAsync(url, post, text, cancellation);
        if (problem is not null)
        {
            output.Error.WriteLine($"synapse: the checkpoint of position {checkpoint.Position} is in the journal and was not kept elsewhere: {VisibleText.Escape(problem)}");
            return ExitCodes.Internal;
        }

        output.Error.WriteLine($"checkpoint of position {checkpoint.Position}{(keyId is null ? ", not signed," : $", signed with key {keyId},")} kept in {VisibleText.Escape(url is null ? target : Shown(url))}");
        return ExitCodes.Ok;
    }

    private static async Task<string?> AppendAsync(string file, string text, CancellationToken cancellation)
    {
        try
        {
            await File.AppendAllTextAsync(file, text, cancellation);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{file} cannot be written: {FileProblem.Of(e)}";
        }
    }

    private static async Task<string?> SendAsync(Uri url, bool post, string text, CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = DeliveryTimeout };
        using var request = new HttpRequestMessage(post ? HttpMethod.Post : HttpMethod.Put, url) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
        try
        {
            using var response = await client.SendAsync(request, cancellation);
            return response.IsSuccessStatusCode ? null : $"{Shown(url)} answered {(int)response.StatusCode} {response.ReasonPhrase}";
        }
        catch (HttpRequestException e)
        {
            return $"{Shown(url)} cannot be reached: {Cause(e.HttpRequestError)}";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"{Shown(url)} did not answer within {DeliveryTimeout.TotalSeconds:0} s";
        }
    }

    private static string Cause(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "there is no such host",
        HttpRequestError.ConnectionError => "the connection was refused or broke",
        HttpRequestError.SecureConnectionError => "its certificate is not trusted, or it does not speak TLS",
        _ => "it does not speak HTTP as it should",
    };

    private static Uri? UrlOf(string? target) =>
        Uri.TryCreate(target, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) ? url : null;

    /// <summary>Without user and query: both may carry a secret.</summary>
    private static string Shown(Uri url) => $"{url.Scheme}://{url.Authority}{url.AbsolutePath}";
}
