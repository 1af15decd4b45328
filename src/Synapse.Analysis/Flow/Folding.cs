using System.Globalization;

namespace Synapse.Analysis.Flow;

/// <summary>Computes with constants, as far as every language computes alike.</summary>
internal static class Folding
{
    private const int MaxText = 2_000;

    public static Value? Operate(List<Value> values, IReadOnlyList<string> operators)
    {
        if (values.Any(v => !v.IsConstant))
        {
            return null;
        }

        var result = values[0].Constant;
        for (var i = 0; i < operators.Count; i++)
        {
            if (Operate(result, operators[i], values[i + 1].Constant) is not { } next)
            {
                return null;
            }

            result = next;
        }

        return Value.Of(result);
    }

    private static object? Operate(object? left, string op, object? right)
    {
        if (op is "==" or "===")
        {
            return Equals(left, right);
        }

        if (op is "!=" or "!==" or "is not")
        {
            return !Equals(left, right);
        }

        if (left is long a && right is long b)
        {
            return op switch
            {
                "+" => unchecked(a + b),
                "-" => unchecked(a - b),
                "*" => unchecked(a * b),
                "/" or "//" when b is not (0 or -1) => a / b,
                "%" when b is not (0 or -1) => a % b,
                "<" => a < b,
                ">" => a > b,
                "<=" => a <= b,
                ">=" => a >= b,
                "&" => a & b,
                "|" => a | b,
                _ => null,
            };
        }

        if (op is "+" or "." or "<>" && (left is string || right is string) && left is not null && right is not null)
        {
            var text = Show(left) + Show(right);
            return text.Length <= MaxText ? text : null;
        }

        return op == "in" && left is string part && right is string whole ? whole.Contains(part, StringComparison.Ordinal) : null;
    }

    /// <summary>A call on constants only; null where it is not one of the known ones.</summary>
    public static Value? Call(string name, Value? receiver, List<Value> arguments)
    {
        if (receiver?.Text is not { } text || arguments.Any(a => !a.IsConstant))
        {
            return null;
        }

        object? result = (name, arguments) switch
        {
            ("charAt" or "codePointAt", [{ Constant: long at }]) when at >= 0 && at < text.Length => text[(int)at].ToString(),
            ("substring" or "Substring", [{ Constant: long from }]) when from >= 0 && from <= text.Length => text[(int)from..],
            ("substring", [{ Constant: long from }, { Constant: long to }]) when from >= 0 && to >= from && to <= text.Length => text[(int)from..(int)to],
            ("length" or "len", []) => (long)text.Length,
            ("toUpperCase" or "ToUpper" or "ToUpperInvariant" or "upper" or "upcase", []) => text.ToUpperInvariant(),
            ("toLowerCase" or "ToLower" or "ToLowerInvariant" or "lower" or "downcase", []) => text.ToLowerInvariant(),
            ("trim" or "Trim" or "strip", []) => text.Trim(),
            ("concat", [{ Constant: string other }]) when text.Length + other.Length <= MaxText => text + other,
            ("equals" or "Equals", [{ Constant: var other }]) => text == other as string,
            ("equalsIgnoreCase", [{ Constant: var other }]) => string.Equals(text, other as string, StringComparison.OrdinalIgnoreCase),
            ("contains" or "Contains" or "includes", [{ Constant: string other }]) => text.Contains(other, StringComparison.Ordinal),
            ("startsWith" or "StartsWith" or "startswith", [{ Constant: string other }]) => text.StartsWith(other, StringComparison.Ordinal),
            ("endsWith" or "EndsWith" or "endswith", [{ Constant: string other }]) => text.EndsWith(other, StringComparison.Ordinal),
            ("isEmpty", []) => text.Length == 0,
            ("toString" or "ToString" or "to_s", []) => text,
            _ => null,
        };
        return result is null ? null : Value.Of(result);
    }

    private static string Show(object value) => value is bool truth ? truth ? "true" : "false" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
