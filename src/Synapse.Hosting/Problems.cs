using Synapse.Contracts;
using Synapse.Core.Kernel;

namespace Synapse.Hosting;

/// <summary>Refusals in the words of the contract.</summary>
internal static class Problems
{
    public static Outcome<T> Of<T>(Refusal refusal)
        where T : class
    {
        var (name, status, _) = RefusalCodes.Describe(refusal.Code);
        return new Outcome<T>(null, new Problem(name, status, refusal.Message));
    }
}
