using System.CommandLine;

namespace Synapse.Cli.Commands;

/// <summary><c>synapse completion SHELL</c>: a script that asks this very program what may come next.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _synapse_complete() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(synapse "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _synapse_complete synapse
        """;

    private const string Zsh = """
        #compdef synapse
        _synapse() {
            local -a completions
            completions=("${(@f)$(synapse "[suggest:${#BUFFER}]" "${BUFFER}" 2>/dev/null)}")
            compadd -- $completions
            _files
        }
        compdef _synapse synapse
        """;

    private const string Fish = """
        complete -c synapse -a '(synapse "[suggest:"(string length -- (commandline -cp))"]" (commandline -cp) 2>/dev/null)'
        """;

    public static Command Create(CliOutput output)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Print a completion script: source <(synapse completion bash).") { shell };
        command.SetAction(parse =>
        {
            output.Out.WriteLine(parse.GetValue(shell) switch { "zsh" => Zsh, "fish" => Fish, _ => Bash });
            return ExitCodes.Ok;
        });
        return command;
    }
}
