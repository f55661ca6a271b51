namespace Cmr.Domain.Boxes;

/// <summary>Which resources of a CMR Resource Box a call presents; the numbers are those of the management interface.</summary>
public enum PresentationMode
{
    /// <summary>One resource a call, one after the other across calls.</summary>
    Sequence = 1,

    /// <summary>One resource a call, in an order that changes: each once before any comes again.</summary>
    Shuffle = 2,

    /// <summary>One resource a call, drawn by lot.</summary>
    SingleRandom = 3,

    /// <summary>The resource whose time of day it is.</summary>
    TimeSlot = 4,

    /// <summary>All within the call, one after the other.</summary>
    AllInOne = 5,
}
