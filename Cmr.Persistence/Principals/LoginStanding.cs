namespace Cmr.Persistence.Principals;

/// <summary>What is known of attempts of a principal from an address.</summary>
/// <param name="IsKnown">Whether the principal has logged in from there.</param>
/// <param name="NeedsWelcome">Whether a success is worth recording: the address is new, was not seen for a while, or there were failures.</param>
/// <param name="LockedUntil">Until when attempts are refused; <see langword="null"/>: they are not.</param>
internal readonly record struct LoginStanding(bool IsKnown, bool NeedsWelcome, DateTimeOffset? LockedUntil);
