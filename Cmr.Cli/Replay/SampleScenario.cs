namespace Cmr.Cli.Replay;

/// <summary>A folder of steps that stand alone: they make what they need and capture what they use.</summary>
internal sealed record SampleScenario(string Name, string Folder, IReadOnlyList<SampleStep> Steps);
