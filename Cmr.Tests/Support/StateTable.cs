namespace Cmr.Tests.Support;

/// <summary>
/// A machine's table as text, a line for each pair of state and input: what comes out and the state after it. Every pair is visited, so that what a machine ignores
/// is written down too, and a state or an input without its lines fails.
/// </summary>
internal static class StateTable
{
    /// <summary>Visits all pairs and compares the lines.</summary>
    /// <param name="states">The states by name.</param>
    /// <param name="inputs">The inputs by name.</param>
    /// <param name="visit">Brings a fresh machine into the state, feeds the input and tells what happened.</param>
    /// <param name="expected">A block for each state: its name, then a line for each input in the same order.</param>
    public static void AssertIs<TState, TInput>(
        IEnumerable<(string Name, TState State)> states, IReadOnlyList<(string Name, TInput Input)> inputs, Func<TState, TInput, string> visit, string expected)
    {
        IEnumerable<string> lines = states.SelectMany(state => (string[])
            [state.Name, .. inputs.Select(input => $"  {input.Name} -> {visit(state.State, input.Input)}".TrimEnd())]);
        string actual = string.Join('\n', lines);
        if (actual != expected.ReplaceLineEndings("\n")) Console.WriteLine(actual);
        Assert.AreEqual(expected.ReplaceLineEndings("\n"), actual);
    }
}
