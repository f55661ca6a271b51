namespace Cmr.Sip.Trust;

/// <summary>A caller that proved who it is.</summary>
/// <param name="User">Name of the user.</param>
/// <param name="From">Where it was then.</param>
internal sealed record CallerLogin(string User, ClientNetwork From);
