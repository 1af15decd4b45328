using System.Runtime.CompilerServices;
using Synapse.Core.Findings;

namespace Synapse.Core.Marketplace;

/// <summary>One share per need of a change, in basis points. A change has a need per category at most.</summary>
[InlineArray(Max)]
internal struct Shares
{
    public const int Max = (int)Category.Process + 1;

    private int _first;
}
