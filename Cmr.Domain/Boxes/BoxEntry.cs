namespace Cmr.Domain.Boxes;

/// <summary>A resource in a box.</summary>
/// <param name="ResourceId">The resource; never a box.</param>
/// <param name="StartTime">Begin of its slot on the subscriber's wall clock, inclusive; <see langword="null"/>: it fills the time that no slot covers.</param>
/// <param name="EndTime">End of its slot, exclusive; <see langword="null"/>: until the next slot begins, cyclically over the day.</param>
public sealed record BoxEntry(string ResourceId, TimeOnly? StartTime = null, TimeOnly? EndTime = null);
