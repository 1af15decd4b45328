namespace Synapse.Core.Reputation;

/// <summary>
/// How a rater's opinions compare with known truth, apart for outcomes that were right and that were wrong: whoever calls everything right agrees often
/// with a good agent and has said nothing.
/// </summary>
/// <param name="Right">Opinions that called right what was right.</param>
/// <param name="RightSeen">Opinions on what was right.</param>
/// <param name="Wrong">Opinions that called wrong what was wrong.</param>
/// <param name="WrongSeen">Opinions on what was wrong.</param>
public readonly record struct TruthRecord(int Right, int RightSeen, int Wrong, int WrongSeen)
{
    public int Seen => RightSeen + WrongSeen;

    public static TruthRecord Of(bool opinion, bool truth) => truth ? new(opinion ? 1 : 0, 1, 0, 0) : new(0, 0, opinion ? 0 : 1, 1);

    public static TruthRecord operator +(TruthRecord a, TruthRecord b) => new(a.Right + b.Right, a.RightSeen + b.RightSeen, a.Wrong + b.Wrong, a.WrongSeen + b.WrongSeen);
}
