namespace Cmr.Domain.Boxes;

/// <summary>Bounds of CMR Resource Boxes.</summary>
public static class BoxLimits
{
    /// <summary>Most entries of a box.</summary>
    public const int Entries = 100;

    /// <summary>Most resources that one call presents, and so most entries of a box that presents all of them in a call.</summary>
    public const int PresentedInCall = 32;

    /// <summary>Most personal boxes of a subscriber.</summary>
    public const int PersonalBoxes = 100;
}
