namespace Cmr.Contracts.MediaControl;

/// <summary>The answer to an upload that was not taken; nothing of it is kept.</summary>
/// <param name="Error">A short stable word for programs, such as <c>unreadable</c>.</param>
/// <param name="Reason">A sentence for people.</param>
public sealed record UploadRefusal(string Error, string Reason);
