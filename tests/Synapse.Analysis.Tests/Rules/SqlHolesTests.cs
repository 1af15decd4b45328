using Synapse.Analysis.Rules;
using Xunit;

namespace Synapse.Analysis.Tests.Rules;

public sealed class SqlHolesTests
{
    [Theory]
    [InlineData("SELECT * FROM ? WHERE id = @id")]
    [InlineData("SELECT ?, ? FROM t")]
    [InlineData("SELECT * FROM [?].[?] ?")]
    [InlineData("INSERT INTO ? (?) VALUES (@a, @b)")]
    [InlineData("SELECT * FROM t WHERE ? = @a AND \"?\" LIKE @b")]
    [InlineData("SELECT * FROM t ORDER BY ?")]
    [InlineData("UPDATE ?.progress SET a = 1 WHERE ?.event_progression.last_sequence_number <> b")]
    [InlineData("CAST(amount AS ?)")]
    [InlineData("DELETE FROM ? WHERE id IN (SELECT ?.id FROM ? JOIN b ON ?.b = b.id)")]
    [InlineData("? WHERE a = 'x''y'")]
    public void A_table_a_column_and_a_clause_are_names(string sql) => Assert.True(SqlHoles.AreNames(sql.Replace('?', '\0')));

    [Theory]
    [InlineData("SELECT * FROM t WHERE id = ?")]
    [InlineData("SELECT * FROM t WHERE name = '?'")]
    [InlineData("SELECT * FROM t WHERE name = 'a?b'")]
    [InlineData("SELECT * FROM t WHERE name LIKE '%?%'")]
    [InlineData("SELECT * FROM t WHERE a IN (?)")]
    [InlineData("SELECT * FROM t WHERE a IN (1, ?)")]
    [InlineData("INSERT INTO t (a, b) VALUES (?, ?)")]
    [InlineData("SELECT * FROM t WHERE ?")]
    [InlineData("SELECT * FROM t WHERE lower(a) = lower(?)")]
    [InlineData("SELECT * FROM ? LIMIT ?")]
    [InlineData("SELECT * FROM ?\u0001SELECT * FROM t WHERE id = ?")]
    public void What_a_parameter_would_do_for_is_a_value(string sql) => Assert.False(SqlHoles.AreNames(sql.Replace('?', '\0')));

    [Fact]
    public void A_text_without_open_parts_has_no_names() => Assert.False(SqlHoles.AreNames("SELECT 1"));
}
