namespace Synapse.Core.Agents;

/// <summary>What an analyser writes on its standard output.</summary>
public enum AnalyserFormat
{
    /// <summary>SARIF 2.1.0.</summary>
    Sarif,
    /// <summary><c>shellcheck -f json1</c>.</summary>
    Shellcheck,
    /// <summary><c>eslint -f json</c>.</summary>
    Eslint,
    /// <summary>One finding a line: <c>file:line:column: level: message [rule]</c>, or as <c>yamllint -f parsable</c> writes it.</summary>
    Lines,
}
