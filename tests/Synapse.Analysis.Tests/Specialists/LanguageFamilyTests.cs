namespace Synapse.Analysis.Tests.Specialists;

public sealed class LanguageFamilyTests
{
    [Theory]
    [InlineData("a.vue", "eval(location.hash)", "js.")]
    [InlineData("a.vue", "<div v-html=\"comment.body\"></div>", "html.")]
    [InlineData("a.svelte", "{@html post.body}", "html.")]
    [InlineData("a.cpp", "gets(line);", "c.")]
    [InlineData("a.mm", "u.requiresSecureCoding = NO;", "objc.")]
    [InlineData("a.blade.php", "<p>{!! $comment->body !!}</p>", "html.")]
    [InlineData("index.php", "<?php eval($_POST['code']);", "php.")]
    [InlineData("Rakefile", "system(\"rm #{params[:x]}\")", "rb.")]
    public async Task A_file_is_read_with_the_rules_of_its_languages(string path, string code, string prefix) =>
        Assert.Contains(await Scans.FindingsOf(path, code + "\n"), f => f.RuleId.StartsWith(prefix, StringComparison.Ordinal));

    [Theory]
    [InlineData("a.c", "u.requiresSecureCoding = NO;")]
    [InlineData("a.php", "<p>system(\"rm $x\");</p><?php f();")]
    [InlineData("a.php", "<?php /* eval($_POST['code']); */ f();")]
    [InlineData("a.rb", "# system(\"rm #{params[:x]}\")")]
    public async Task Text_and_the_rules_of_others_are_left_out(string path, string code) =>
        Assert.DoesNotContain(await Scans.FindingsOf(path, code + "\n"), f => f.RuleId.StartsWith("objc.", StringComparison.Ordinal) || f.RuleId.StartsWith("php.", StringComparison.Ordinal) || f.RuleId.StartsWith("rb.", StringComparison.Ordinal));
}
