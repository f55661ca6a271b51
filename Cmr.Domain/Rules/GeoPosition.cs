namespace Cmr.Domain.Rules;

/// <summary>A point on the earth in WGS 84.</summary>
/// <param name="Latitude">Degrees, −90 to 90.</param>
/// <param name="Longitude">Degrees, −180 to 180.</param>
public readonly record struct GeoPosition(double Latitude, double Longitude)
{
    private const double EarthRadiusMetres = 6_371_008.8;

    /// <summary>Distance along the great circle, in metres (haversine formula).</summary>
    /// <param name="other">The other point.</param>
    public double DistanceTo(GeoPosition other)
    {
        double dLat = double.DegreesToRadians(other.Latitude - Latitude), dLon = double.DegreesToRadians(other.Longitude - Longitude);
        double a = Math.Pow(Math.Sin(dLat / 2), 2)
            + Math.Cos(double.DegreesToRadians(Latitude)) * Math.Cos(double.DegreesToRadians(other.Latitude)) * Math.Pow(Math.Sin(dLon / 2), 2);
        return 2 * EarthRadiusMetres * Math.Asin(Math.Sqrt(Math.Min(1, a)));
    }
}
