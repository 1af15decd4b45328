namespace Synapse.Analysis.Languages;

/// <summary>Pages and settings: comments and strings, no functions.</summary>
internal static class MarkupLanguages
{
    private static readonly HoleForm[] Dollar = [new("${")];
    private static readonly (string, string)[] CBlock = [("/*", "*/")];
    private static readonly StringForm[] Quoted = [new("\"", "\""), new("'", "'", StringEscape.Doubled)];

    /// <summary>Pages and the templates that make them. Text in quotes is not read as a string: pages hold prose.</summary>
    public static LanguageDefinition Html { get; } = new("html", "HTML")
    {
        BlockComments = [("<!--", "-->"), ("{{!--", "--}}"), ("{{--", "--}}"), ("<%#", "%>"), ("<%--", "--%>")],
        Blocks = BlockStyle.None,
    };

    /// <summary>Single-file components: the script is what structure is read of.</summary>
    public static LanguageDefinition Vue { get; } = LanguageCatalog.TypeScript with
    {
        Id = "vue",
        Name = "Vue",
        BlockComments = [("<!--", "-->"), .. CBlock],
        RulesOf = ["html", "javascript", "typescript"],
    };

    public static LanguageDefinition Yaml { get; } = new("yaml", "YAML")
    {
        NestsByIndentation = true,
        LineComments = ["#"],
        CommentsStartWords = true,
        Blocks = BlockStyle.None,
        NewlineEndsStatement = true,
        Strings = Quoted,
    };

    public static LanguageDefinition Json { get; } = new("json", "JSON")
    {
        LineComments = ["//"],
        BlockComments = CBlock,
        Blocks = BlockStyle.None,
        Strings = [new("\"", "\"")],
    };

    public static LanguageDefinition Xml { get; } = new("xml", "XML")
    {
        BlockComments = [("<!--", "-->")],
        Blocks = BlockStyle.None,
        Strings = [new("\"", "\"", StringEscape.None)],
    };

    public static LanguageDefinition Dockerfile { get; } = new("dockerfile", "Dockerfile")
    {
        LineComments = ["#"],
        CommentsStartWords = true,
        Blocks = BlockStyle.None,
        NewlineEndsStatement = true,
        Strings = [new("\"", "\"", Holes: Dollar), new("'", "'", StringEscape.None)],
        Heredoc = "<<",
        HeredocHoles = Dollar,
    };

    public static LanguageDefinition Terraform { get; } = new("terraform", "Terraform")
    {
        LineComments = ["#", "//"],
        BlockComments = CBlock,
        NewlineEndsStatement = true,
        FunctionsHaveWords = true,
        Strings = [new("\"", "\"", Holes: Dollar)],
        Heredoc = "<<",
        HeredocHoles = Dollar,
    };

    public static LanguageDefinition Nginx { get; } = new("nginx", "nginx")
    {
        LineComments = ["#"],
        CommentsStartWords = true,
        FunctionsHaveWords = true,
        NameCharacters = "$",
        Strings = Quoted,
    };

    public static LanguageDefinition Properties { get; } = new("properties", "Properties")
    {
        LineComments = ["#", ";"],
        CommentsStartWords = true,
        Blocks = BlockStyle.None,
        NewlineEndsStatement = true,
        Strings = Quoted,
    };
}
