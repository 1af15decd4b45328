using Synapse.Analysis.Flow;
using Xunit;

namespace Synapse.Analysis.Tests.Flow;

public sealed class FlowStateTests
{
    private static readonly string[] Paths = ["a", "b", "c", "o", "o.x", "o.y", "o.x.z", "p.x"];

    /// <summary>What lies in shared layers must read as if every copy were a table of its own.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Copies_and_joins_are_as_if_each_state_had_its_own_table(int seed)
    {
        var random = new Random(seed);
        var file = new FlowState(null) { ["c"] = Value.Of("file"), ["o.y"] = Value.Of("field") };
        List<(FlowState State, Table Table)> states = [(new FlowState(file), new Table([], file))];
        for (var step = 0; step < 800; step++)
        {
            var (state, table) = states[random.Next(states.Count)];
            var path = Paths[random.Next(Paths.Length)];
            switch (random.Next(6))
            {
                case 0:
                    state.ForgetFields(path);
                    table.ForgetFields(path);
                    break;
                case 1 when states.Count < 8:
                    states.Add((state.Copy(), table.Copy()));
                    break;
                case 2 when states.Count > 3:
                    states.RemoveAt(random.Next(states.Count));
                    break;
                case 3:
                    var (other, others) = states[random.Next(states.Count)];
                    state.Join(other);
                    table.Join(others);
                    break;
                default:
                    var value = Value.Of(random.Next(20).ToString(System.Globalization.CultureInfo.InvariantCulture));
                    state[path] = value;
                    table.Values[path] = value;
                    break;
            }

            Assert.All(states, s => Assert.All(Paths, p => Assert.Equal((s.Table.Values.ContainsKey(p), Shown(s.Table[p])), (s.State.Owns(p), Shown(s.State[p])))));
        }
    }

    [Fact]
    public void A_way_that_ended_takes_over_what_the_other_left()
    {
        var state = new FlowState(null) { ["a"] = Value.Of("before") };
        var other = state.Copy();
        (state["a"], state.IsDead) = (Value.Of("ended"), true);
        other["a"] = Value.Of("after");

        state.Join(other);
        other["a"] = Value.Of("later");

        Assert.False(state.IsDead);
        Assert.Equal("after", state["a"]?.Text);
    }

    private static string Shown(Value? value) => value is null ? "nothing" : value.Text ?? "one of " + string.Join(", ", value.Texts.Order());

    private sealed record Table(Dictionary<string, Value> Values, FlowState Outer)
    {
        public Value? this[string path] => Values.TryGetValue(path, out var value) ? value : Outer[path];

        public Table Copy() => this with { Values = new(Values) };

        public void Join(Table other)
        {
            foreach (var (path, value) in other.Values.ToList())
            {
                Values[path] = this[path] is { } own ? Value.Either(own, value) : value;
            }
        }

        public void ForgetFields(string path)
        {
            foreach (var key in Values.Keys.Where(k => k.StartsWith(path + ".", StringComparison.Ordinal)).ToList())
            {
                Values.Remove(key);
            }
        }
    }
}
