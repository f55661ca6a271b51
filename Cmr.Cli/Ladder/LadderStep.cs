namespace Cmr.Cli.Ladder;

/// <summary>One arrow, or one span of media, of a ladder.</summary>
/// <param name="At">When, counted from the first message.</param>
/// <param name="From">Where the arrow starts.</param>
/// <param name="To">Where it points.</param>
/// <param name="Text">Start line in short, or what is played.</param>
/// <param name="IsMedia">Media is drawn as a double line.</param>
internal sealed record LadderStep(TimeSpan At, Lane From, Lane To, string Text, bool IsMedia = false);
