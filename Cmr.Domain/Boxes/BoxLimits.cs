namespace Cmr.Domain.Boxes;

/// <summary>Bounds of CMR Resource Boxes.</summary>
public static class BoxLimits
{
    /// <summary>Most resources that one call presents, and so most entries of a box of mode <see cref="PresentationMode.AllInOne"/>.</summary>
    public const int PresentedInCall = 32;
}
