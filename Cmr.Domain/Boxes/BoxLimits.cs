namespace Cmr.Domain.Boxes;

/// <summary>Bounds of CMR Resource Boxes.</summary>
public static class BoxLimits
{
    /// <summary>Most resources that one call presents, and so most entries of a box that presents all of them in a call.</summary>
    public const int PresentedInCall = 32;
}
