using System.Text.RegularExpressions;

namespace Synapse.Analysis.Flow;

/// <summary>What well-known names of calls do to values, in whatever language they are called.</summary>
internal static partial class CallNames
{
    /// <summary>The result is a number, a truth, a hash or otherwise nothing that carries a text on.</summary>
    public static bool GivesNoText(string name) => NoText().IsMatch(name);

    /// <summary>The result is about the arguments and not made of them: rows of a query, a reply, a handle.</summary>
    public static bool GivesForeign(string name) => Foreign().IsMatch(name);

    /// <summary>The result is the receiver's text in another dress.</summary>
    public static bool KeepsText(string name) => Keeps().IsMatch(name);

    /// <summary>By convention a name in capitals is a constant.</summary>
    public static bool IsConstant(ReadOnlySpan<char> text)
    {
        if (text.Length < 2)
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c) && c != '_')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The key of a row that is stored here, which the database gave.</summary>
    public static bool GivesKey(string name) => name is "id" or "ids" or "Id" or "ID" or "pk" or "getId" or "GetId" or "primaryKey";

    /// <summary>Gives the mark that stands for a bound value: <c>placeholder(1)</c> is <c>$1</c>.</summary>
    public static bool GivesPlaceholder(string name) => name.EndsWith("placeholder", StringComparison.OrdinalIgnoreCase) || name.EndsWith("placeholders", StringComparison.OrdinalIgnoreCase) || name.Equals("bindvar", StringComparison.OrdinalIgnoreCase);

    /// <summary>The letters of the verbs of a format in the manner of C, in order.</summary>
    public static List<char> VerbsOf(string format) => [.. Verb().Matches(format).Select(m => m.Value[^1]).Where(c => c != '%')];

    /// <summary>The constant text of a format between the places that show a value.</summary>
    public static string[] PiecesOf(string format) => Place().Split(format);

    public static bool ShowsNumber(char verb) => verb is 'd' or 'i' or 'u' or 'x' or 'X' or 'o' or 'b' or 'c' or 'e' or 'f' or 'g' or 't';

    /// <summary>Gives a value as SQL text that is one value (Active Record's connection).</summary>
    public static bool QuotesForSql(string name) => name is "quote" or "quote_column_name" or "quote_table_name" or "quote_string" or "quoted_date" or "quoted_true" or "quoted_false" or "quoted_table_name" or "sanitize_sql" or "sanitize_sql_for_conditions" or "sanitize_sql_array" or "sanitize_sql_like";

    /// <summary>By its name it makes a text safe to stand in SQL.</summary>
    public static bool EscapesSql(string name) => SqlEscape().IsMatch(name);

    /// <summary>Reads the columns that its arguments name.</summary>
    public static bool GivesColumn(string name) => name is "pluck" or "pick";

    public static bool Formats(string name) => name is "format" or "Format" or "Sprintf" or "sprintf" or "vsprintf" or "Concat" or "concat" or "formatted" or "Sprint" or "Sprintln" or "AppendFormat" or
        "Join" or "join" or "implode" or "strcat" or "snprintf" or "asprintf" or "Errorf" or "printf" or "fprintf" or "format_map" or "MessageFormat";

    public static bool Repeats(string name) => name is "repeat" or "Repeat" or "str_repeat" or "nCopies" or "array_fill";

    public static bool MapsEach(string name) => name is "map" or "Select" or "joinToString" or "mapIndexed" or "collect" or "mapTo";

    public static bool AddsItem(string name) => name is "add" or "append" or "push" or "Add" or "Append" or "addLast" or "Push" or "push_back" or "emplace_back" or "addElement" or "offer" or "Enqueue" or "enqueue" or "add_item" or "array_push";

    public static bool AddsText(string name) => name is "append" or "Append" or "AppendLine" or "AppendFormat" or "insert" or "Insert" or "WriteString" or "concat" or "write" or "Write" or "<<" or "appendLine" or "push_str";

    public static bool SetsEntry(string name) => name is "put" or "set" or "setProperty" or "setAttribute" or "Set" or "setdefault" or "store" or "__setitem__" or "putIfAbsent" or "TryAdd" or "Add" or "setItem";

    public static bool GetsEntry(string name) => name is "get" or "getProperty" or "getAttribute" or "Get" or "getOrDefault" or "elementAt" or "ElementAt" or "fetch" or "at" or "getItem" or "__getitem__" or "GetValueOrDefault" or "getString";

    public static bool Substitutes(string name) => name is "preg_replace" or "replaceAll" or "replace" or "Replace" or "gsub" or "sub" or "ReplaceAllString" or "replace_all";

    /// <summary>A pattern for all that is no letter, digit, dash, dot or the like, and so for what a text could do harm with.</summary>
    public static bool KeepsWordsOnly(string pattern) => NoWord().IsMatch(pattern);

    /// <summary>A type that is named for the values it lists: <c>OrderStatus</c>, <c>TableNames</c>.</summary>
    public static bool ListsConstants(string type) => Listing().IsMatch(type);

    public static bool FiltersNumbers(string filter) => filter is "FILTER_VALIDATE_INT" or "FILTER_VALIDATE_FLOAT" or "FILTER_VALIDATE_BOOLEAN" or "FILTER_VALIDATE_BOOL" or "FILTER_VALIDATE_IP" or "FILTER_SANITIZE_NUMBER_INT" or "FILTER_SANITIZE_NUMBER_FLOAT";

    /// <summary>Makes an empty collection of named values, in a language without a word for <c>new</c>.</summary>
    public static bool MakesMap(string name) => name is "ConfigParser" or "RawConfigParser" or "OrderedDict";

    /// <summary>Which argument a well-known function of C writes to, and with which one what it writes begins; -1 for none.</summary>
    public static (int Target, int From) WritesTo(string name) => name switch
    {
        "strcpy" or "strcat" or "strncpy" or "strncat" or "memcpy" or "memmove" or "stpcpy" or "strlcpy" or "strlcat" or "wcscpy" or "wcscat" or "wcsncpy" or "wcsncat" or "sprintf" or "vsprintf" => (0, 1),
        "snprintf" or "vsnprintf" or "_snprintf" or "swprintf" => (0, 2),
        "sscanf" => (2, 0),
        _ => (-1, 0),
    };

    /// <summary>By its name a macro, which may give its arguments a value.</summary>
    public static bool MayAssign(string name) => IsConstant(name) || name.Contains("each", StringComparison.OrdinalIgnoreCase) || name.StartsWith("va_", StringComparison.Ordinal);

    /// <summary>Functions of C that leave what their arguments point to as it is.</summary>
    public static bool OnlyReads(string name) => name.StartsWith("print", StringComparison.Ordinal) || name is "strlen" or "strcmp" or "strncmp" or "fprintf" or "puts" or "fputs" or "memset" or "free" or "send" or "write" or "fwrite" or "strchr" or "strstr" or "system" or "atoi" or "memcmp" or "sizeof" or "fopen" or "open";

    public static bool TakesAll(string name) => name is "addAll" or "AddRange" or "extend" or "putAll" or "update" or "concat" or "merge" or "assign" or "unshift" or "addFirst" or "Insert" or "insert" or "splice" or "fill" or "load" or "loads";

    public static bool Removes(string name) => name is "remove" or "RemoveAt" or "removeAt" or "pop" or "shift" or "removeFirst" or "poll" or "Dequeue" or "removeLast" or "popleft";

    /// <summary>A question whose yes means that the argument is one of few known values or well formed.</summary>
    public static bool Allows(string name) => Checks().IsMatch(name);

    /// <summary>A question whether a collection has a value.</summary>
    public static bool AsksMembership(string name) => name is "contains" or "Contains" or "containsKey" or "ContainsKey" or "includes" or "has" or "in_array" or "array_key_exists" or "hasOwnProperty" or "include?" or "key?" or "has_key?" or "member?" or
        "TryGetValue" or "some" or "indexOf" or "containsValue" or "exists" or "has_key" or "hasKey" or "isset" or "Any" or "find" or "binarySearch" or "cover?";

    public static bool AsksPattern(string name) => name is "matches" or "fullmatch" or "match" or "test" or "IsMatch" or "preg_match" or "match?" or "MatchString" or "Match" or "is_match" or "exec" or "hasMatch" or "matchEntire";

    /// <summary>Declared types that carry no text.</summary>
    public static bool IsPlainType(string type) => type is "int" or "long" or "short" or "byte" or "uint" or "ulong" or "ushort" or "double" or "decimal" or "float" or "bool" or "boolean" or "Boolean" or "Guid" or "UUID" or
        "Integer" or "Long" or "Short" or "Double" or "Float" or "BigDecimal" or "BigInteger" or "Int32" or "Int64" or "int64" or "int32" or "int16" or "int8" or "uint64" or "uint32" or "float64" or "float32" or "Int" or "Bool" or "number" or "DateTime" or "DateTimeOffset" or
        "TimeSpan" or "Date" or "LocalDate" or "LocalDateTime" or "Version" or "Instant" or "datetime" or "date" or "usize" or "i32" or "i64" or "u32" or "u64" or "f64" or "size_t" or "int64_t" or "uint32_t" or "Uuid" or "uuid" or "Duration" or "DateOnly" or "TimeOnly" or "nint";

    [GeneratedRegex(@"^[A-Z]\w*(Status|Type|Kind|State|Mode|Level|Constants?|Consts|Names|Fields|Columns|Tables)$", RegexOptions.CultureInvariant)]
    private static partial Regex Listing();

    [GeneratedRegex(@"^_?(?:(?:my)?sql_?(?:escape|quote)\w*|(?:escape|quote)_?(?:sql|literal|ident(?:ifier)?)\w*|parameter(?:_?(?:name|placeholder|marker))?|(?:get|make|next|format|render)_?parameter_?(?:name|placeholder|marker)|(?:get|make|next|format|render)?_?placeholders?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SqlEscape();

    [GeneratedRegex(@"%[-+ #0]*\d*(?:\.\d+)?l{0,2}[a-zA-Z%]", RegexOptions.CultureInvariant)]
    private static partial Regex Verb();

    [GeneratedRegex(@"%[-+ #0]*\d*(?:\.\d+)?l{0,2}[a-zA-Z]|\{\w*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex(@"^[/#~]?(?:\[\^(?:\\?\w|\\?[-_. :])+\]|\\[WD])[+*]?(?:[/#~][a-z]*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex NoWord();

    [GeneratedRegex(@"^(port|len|length|size|count|sizeof|strlen|mb_strlen|Length|Count|LongCount|indexOf|lastIndexOf|IndexOf|LastIndexOf|search|strpos|stripos|equals\w*|Equals\w*|compare\w*|Compare\w*|strcmp|strcasecmp|is[A-Z_]\w*|is_\w+|has[A-Z_]\w*|Has[A-Z]\w*|Is[A-Z]\w*|contains\w*|Contains\w*|includes|in_array|starts?[wW_]\w*|Starts?[wW]\w*|ends?[wW_]\w*|Ends?[wW]\w*|exists\w*|Exists\w*|hash\w*|Hash[A-Z]\w*|GetHashCode|digest|hexdigest|Sum256|Sum|md5|sha1|sha256|ComputeHash|parseInt|parseLong|parseDouble|parseFloat|parseBoolean|parseShort|intValue|longValue|doubleValue|floatValue|booleanValue|ToInt(16|32|64)|ToUInt\w*|ToDouble|ToDecimal|ToBoolean|ToDateTime|ToByte|ToSingle|ParseInt|ParseFloat|ParseUint|ParseBool|Atoi|Itoa|FormatInt|TryParse\w*|to_i|to_f|to_int\w*|to_integer|toInt\w*|toLong|toDouble|toFloat|toBoolean|intval|floatval|boolval|settype|int|float|bool|long|double|ord|abs|round|floor|ceil|min|max|Number|Boolean|BigInt|isNaN|isFinite|charCodeAt|codePointAt|matches|test|match\?|IsMatch|MatchString|any|all|Any|All|empty|isset|is_a|nil\?|blank\?|present\?|empty\?|include\?|key\?|bit_length|timestamp|UUID|uuid4|fromString|nextInt|random\w*|Random\w*|atoi|atol|strtol|strtoul|getTime|currentTimeMillis|now|Now|time|typeof|instance_of\?|count_documents|validate|isValid|filter_var_int)$", RegexOptions.CultureInvariant)]
    private static partial Regex NoText();

    [GeneratedRegex(@"^(exec\w*|Exec\w*|query\w*|Query\w*|findBy\w*|find_by\w*|find_one|findOne|findAll|find_all|FirstOrDefault\w*|SingleOrDefault\w*|First\w*|Single\w*|Find\w*|insert\w*|update_\w+|delete\w*|Delete\w*|save\w*|Save\w*|log|info|warn|warning|error|debug|fatal|trace|Log\w*|print\w*|Print\w*|puts|echo|send\w*|Send\w*|write\w*|Write\w*|createStatement|system|popen|Popen|call|check_output|check_call|spawn\w*|fork|open|Open|fopen|mkdir\w*|unlink|remove|rename|commit|rollback|close|Close|render\w*|redirect\w*|Redirect\w*|getConnection|all|where|first|order|authenticate\w*|login\w*|verify\w*|Verify\w*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();

    [GeneratedRegex(@"^(to_?[sS]tr(ing)?|ToString|toString|trim\w*|Trim\w*|strip|rstrip|lstrip|chomp|squish|to_s|to_str|toLower\w*|toUpper\w*|ToLower\w*|ToUpper\w*|lower|upper|downcase|upcase|intern|String|str|freeze|dup|clone|valueOf|strval|unwrap|clone|to_owned|as_str|into|build|toCharArray|getBytes|encode|decode|html_safe|unwrap_or_default|Normalize|normalize|format|formatted|replace\w*|Replace\w*|substring|Substring|substr|slice|concat|append|Append|insert|strip_heredoc)$", RegexOptions.CultureInvariant)]
    private static partial Regex Keeps();

    [GeneratedRegex(@"^_?(is_?valid\w*|valid\w*|is_?(alpha|alnum|digit|numeric|number|int|integer|decimal|safe|allowed|trusted|whitelisted|permitted|local_?url|uuid|email|ascii_alnum|known|supported)\w*|ctype_\w+|check_?(valid|allow|safe|path|url|host|id|name|input)\w*|allow(s|ed)?\w*|verify_?(path|url|host|input|name)\w*|try_?parse\w*|url_has_allowed\w*|is_safe_url|IsLocalUrl|filter_var|is_int|is_numeric|is_bool|assert_?(safe|valid)\w*|ensure_?(safe|valid|allowed)\w*|sanit\w*|within\w*|is_?(inside|within|contained|relative_to|sub_?path|child)\w*|isLocal)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Checks();
}
