namespace Cmr.Cli.Replay;

/// <summary>One request of a scenario with the answer it shall get.</summary>
/// <param name="Name">File name without what follows the stem, for instance <c>010-cmr1-OpenSession</c>.</param>
/// <param name="Kind">How it is sent and judged.</param>
/// <param name="Interface">First path segment of the port, for instance <c>cmr1</c>; empty for plain HTTP.</param>
/// <param name="Operation">Name of the operation; empty for plain HTTP.</param>
/// <param name="Case">What the step is about, when an operation has several; empty otherwise.</param>
/// <param name="RequestFile">Absolute path.</param>
/// <param name="ExpectedFile">Absolute path.</param>
internal sealed record SampleStep(string Name, StepKind Kind, string Interface, string Operation, string Case, string RequestFile, string ExpectedFile)
{
    private const string InvalidCase = "invalid-";

    /// <summary>Whether the request is wrong on purpose, so that no schema has to accept it.</summary>
    public bool IsInvalidOnPurpose => Kind is StepKind.Fault || Case.StartsWith(InvalidCase, StringComparison.Ordinal);
}
