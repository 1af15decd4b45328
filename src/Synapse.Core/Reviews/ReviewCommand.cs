namespace Synapse.Core.Reviews;

public abstract record ReviewCommand
{
    /// <summary>Starts the review. The same request again is answered with the review that is there; another one under the same id is refused.</summary>
    public sealed record Request(ReviewRequest Change, ReviewPlan Plan) : ReviewCommand;

    public sealed record Report(SpecialistReport Content) : ReviewCommand;

    /// <summary>A specialist could not do its work; <paramref name="Cause"/> is for people.</summary>
    public sealed record ReportFailure(string Specialist, string Cause) : ReviewCommand;

    /// <summary>The deadline of one specialist, or of the whole review when <paramref name="Specialist"/> is null, has come.</summary>
    public sealed record ReachDeadline(string? Specialist) : ReviewCommand;

    public sealed record Cancel(string Reason) : ReviewCommand;

    /// <summary>Changes nothing; the reply says where the review stands.</summary>
    public sealed record Observe : ReviewCommand;

    /// <summary>Says what a person thinks of a finding of the verdict, by its primary fingerprint. The verdict stays as it is.</summary>
    /// <param name="Reason">Needed unless the finding is accepted; at most <see cref="ReviewDecider.MaxReasonLength"/> characters.</param>
    public sealed record AnswerFinding(string Fingerprint, FindingAnswerKind Kind, string Reason) : ReviewCommand;

    /// <summary>Hands out again what has no answer yet, after a crash. The same command (by its id) again changes nothing; a new one does it once more.</summary>
    /// <param name="WithNewDeadlines">Whether what is pending gets its whole time again, counted from now: for a person who goes on with a review later.</param>
    public sealed record Resume(bool WithNewDeadlines = false) : ReviewCommand;
}
