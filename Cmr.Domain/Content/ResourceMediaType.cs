namespace Cmr.Domain.Content;

/// <summary>Kind of a CMR Resource (OMA TS Table 26).</summary>
public enum ResourceMediaType
{
    /// <summary>Sound.</summary>
    Audio = 1,

    /// <summary>Moving pictures, with or without sound.</summary>
    Video = 2,

    /// <summary>Text.</summary>
    Text = 3,

    /// <summary>A still picture.</summary>
    Image = 4,

    /// <summary>A business card.</summary>
    VCard = 5,
}
