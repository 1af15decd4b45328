using Synapse.Core.Kernel;

namespace Synapse.Core.Queues;

/// <summary>What must hold of items that are put into a queue together.</summary>
internal static class WorkItemRules
{
    /// <summary>The first thing that is wrong; null for nothing.</summary>
    public static Refusal? Problem(QueueState state, IReadOnlyList<WorkItem> items)
    {
        foreach (var item in items)
        {
            if (item.Id.Length is 0 or > WorkItem.MaxIdLength || item.Id.Any(char.IsControl))
            {
                return Invalid($"an item's id has 1 to {WorkItem.MaxIdLength} characters and no control characters");
            }

            if (item.Payload.Length > WorkItem.MaxPayloadLength)
            {
                return new Refusal(RefusalCode.TooLarge, $"the payload of '{item.Id}' has {item.Payload.Length} characters and may have {WorkItem.MaxPayloadLength}; store it and enqueue a reference");
            }

            string[] names = [item.Lane.Tenant, item.Lane.Repository, item.Lane.Agent, item.Lane.Provider, item.Order];
            if (names.Any(n => n.Length > WorkItem.MaxIdLength) || item.Lane.Tenant.Length == 0)
            {
                return Invalid($"'{item.Id}' names its tenant, and no name of it is longer than {WorkItem.MaxIdLength} characters");
            }

            if (item.DependsOn.Count > WorkItem.MaxDependencies)
            {
                return new Refusal(RefusalCode.TooLarge, $"'{item.Id}' depends on {item.DependsOn.Count} items and may on {WorkItem.MaxDependencies}; put one in between");
            }
        }

        return items.Any(i => i.DependsOn.Count > 0) ? DependencyProblem(state, items) : null;
    }

    /// <summary>An item can depend on what is there or comes with it, so that only items of one command can make a circle.</summary>
    private static Refusal? DependencyProblem(QueueState state, IReadOnlyList<WorkItem> items)
    {
        var together = items.ToDictionary(i => i.Id, StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (item.DependsOn.FirstOrDefault(d => !together.ContainsKey(d) && !state.Entries.ContainsKey(d) && !state.History.Contains(d)) is { } unknown)
            {
                return new Refusal(RefusalCode.NotFound, $"'{item.Id}' depends on '{unknown}', which is not in this queue; enqueue it before or together");
            }

            if (item.DependsOn.FirstOrDefault(d => !state.Entries.ContainsKey(d) && state.History.Find(d) is { IsCancelled: true }) is { } cancelled)
            {
                return new Refusal(RefusalCode.WrongState, $"'{item.Id}' depends on '{cancelled}', which was cancelled; it could never run");
            }
        }

        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (Circle(item.Id, together, done, []) is { } circle)
            {
                return Invalid($"items depend on each other in a circle: {string.Join(" -> ", circle)}; leave one of these out");
            }
        }

        return null;
    }

    /// <summary>The items, each after those of them that it depends on.</summary>
    public static ValueList<WorkItem> InOrder(IReadOnlyList<WorkItem> items)
    {
        if (items.All(i => i.DependsOn.Count == 0))
        {
            return items.ToValueList();
        }

        var (together, placed, ordered) = (items.ToDictionary(i => i.Id, StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new List<WorkItem>());
        foreach (var item in items)
        {
            Place(item, together, placed, ordered);
        }

        return ordered.ToValueList();
    }

    private static void Place(WorkItem item, Dictionary<string, WorkItem> items, HashSet<string> placed, List<WorkItem> ordered)
    {
        if (!placed.Add(item.Id))
        {
            return;
        }

        foreach (var dependency in item.DependsOn)
        {
            if (items.TryGetValue(dependency, out var earlier))
            {
                Place(earlier, items, placed, ordered);
            }
        }

        ordered.Add(item);
    }

    private static List<string>? Circle(string id, Dictionary<string, WorkItem> items, HashSet<string> done, List<string> path)
    {
        if (path.IndexOf(id) is >= 0 and var start)
        {
            return [.. path[start..], id];
        }

        if (!items.TryGetValue(id, out var item) || done.Contains(id))
        {
            return null;
        }

        path.Add(id);
        foreach (var dependency in item.DependsOn)
        {
            if (Circle(dependency, items, done, path) is { } circle)
            {
                return circle;
            }
        }

        path.RemoveAt(path.Count - 1);
        done.Add(id);
        return null;
    }

    private static Refusal Invalid(string message) => new(RefusalCode.Invalid, message);
}
