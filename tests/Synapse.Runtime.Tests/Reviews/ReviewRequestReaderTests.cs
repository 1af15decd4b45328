using Synapse.Runtime.Reviews;

namespace Synapse.Runtime.Tests.Reviews;

public sealed class ReviewRequestReaderTests
{
    [Fact]
    public void A_signal_becomes_a_request()
    {
        var (request, problems) = Read("""{"title":"t","labels":["security"],"intent":"hotfix","riskFactor":0.8,"filesChanged":3,"metadata":{"hotFunctions":["F"]}}""");
        Assert.Empty(problems);
        Assert.Equal(3, request!.FilesChanged);
        Assert.Equal(8_000, request.RiskBasisPoints);
        Assert.Equal(["security"], request.Labels);
        Assert.Equal(["F"], request.HotFunctions);
    }

    [Fact]
    public void A_missing_risk_factor_is_zero() => Assert.Equal(0, Read("""{"filesChanged":3}""").Request!.RiskBasisPoints);

    [Theory]
    [InlineData("""{"filesChanged":"three"}""", "$.data.filesChanged", "whole number")]
    [InlineData("""{"filesChanged":-1}""", "$.data.filesChanged", "whole number")]
    [InlineData("""{"filesChanged":3,"riskFactor":1.5}""", "$.data.riskFactor", "from 0 to 1")]
    [InlineData("""{"filesChanged":3,"riskFactor":"high"}""", "$.data.riskFactor", "from 0 to 1")]
    [InlineData("""{"filesChanged":3,"lables":["x"]}""", "$.data.lables", "did you mean 'labels'")]
    [InlineData("""{"labels":["x"]}""", "$.data.filesChanged", "missing")]
    [InlineData("""{"files":[{"path":"a","addedLines":"1"}]}""", "$.data.files[0].addedLines", "whole number")]
    [InlineData("""{"filesChanged":3,"labels":"x"}""", "$.data.labels", "array")]
    public void A_wrong_field_is_named_with_its_path(string data, string path, string message)
    {
        var (request, problems) = Read(data);
        Assert.Null(request);
        var problem = Assert.Single(problems);
        Assert.Equal(path, problem.JsonPath);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_come_at_once() => Assert.Equal(3, Read("""{"filesChanged":"x","riskFactor":2,"colour":"red"}""").Problems.Count);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"review.cancelled","data":{"filesChanged":1}}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"review.requested"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"review.requested","extra":1,"data":{"filesChanged":1}}""")]
    public void What_is_no_request_is_refused(string json)
    {
        var (request, problems) = ReviewRequestReader.Read(json);
        Assert.Null(request);
        Assert.NotEmpty(problems);
    }

    private static (Core.Reviews.ReviewRequest? Request, Core.ValueList<Json.JsonProblem> Problems) Read(string data) =>
        ReviewRequestReader.Read($$"""{"specversion":"1.0","id":"1","source":"/test","type":"review.requested","data":{{data}}}""");
}
