using System.Globalization;

namespace Cmr.Domain.Rules;

/// <summary>A circle written <c>geo:lat,lon;r=metres</c>, after RFC 5870 with a radius parameter.</summary>
/// <param name="Center">Middle of the circle.</param>
/// <param name="RadiusMetres">Radius in metres, at least 0.</param>
public readonly record struct GeoCircle(GeoPosition Center, double RadiusMetres)
{
    private const string Scheme = "geo:";

    /// <summary>Whether a text claims to be a circle, well formed or not.</summary>
    /// <param name="text">Location information of a rule.</param>
    public static bool IsMeant(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a circle.</summary>
    /// <param name="text">For example <c>geo:52.5163,13.3777;r=500</c>; the radius is 0 when absent.</param>
    /// <param name="circle">The circle, or the default value.</param>
    /// <returns><see langword="false"/> when the text is no circle or a number is out of range.</returns>
    public static bool TryParse(string text, out GeoCircle circle)
    {
        circle = default;
        if (!IsMeant(text))
            return false;
        string[] parts = text[Scheme.Length..].Split(';');
        string[] coordinates = parts[0].Split(',');
        string? radius = Array.Find(parts, p => p.StartsWith("r=", StringComparison.OrdinalIgnoreCase));
        if (coordinates.Length is not (2 or 3) || !TryNumber(coordinates[0], 90, out double latitude) || !TryNumber(coordinates[1], 180, out double longitude))
            return false;
        double metres = 0;
        if (radius is not null && (!TryNumber(radius.AsSpan(2), 50_000_000, out metres) || metres < 0))
            return false;
        circle = new(new(latitude, longitude), metres);
        return true;
    }

    /// <summary>Whether a point lies in the circle.</summary>
    /// <param name="position">The point.</param>
    public bool Contains(GeoPosition position) => Center.DistanceTo(position) <= RadiusMetres;

    private static bool TryNumber(ReadOnlySpan<char> text, double bound, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && Math.Abs(value) <= bound;
}
