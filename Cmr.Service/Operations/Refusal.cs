using Cmr.Contracts.Reading;
using Cmr.Contracts.Soap;
using Cmr.Domain.Rules;
using Cmr.Soap.Envelope;

namespace Cmr.Service.Operations;

/// <summary>Why a request is not carried out (OMA TS Table 24).</summary>
/// <param name="Code">The status code.</param>
/// <param name="Description">Names the parameter and the value at fault.</param>
internal sealed record Refusal(StatusCode Code, string Description)
{
    private const int MaximumValueLength = 64;

    public static Refusal Invalid(string parameter, string? value, string explanation) =>
        new(StatusCode.ParameterInvalid, $"{parameter}: '{Shorten(value)}' {explanation}");

    public static Refusal Missing(string parameter) => new(StatusCode.ParameterInvalid, $"{parameter} is missing");

    public static Refusal UnknownSubscriber(string? subscriberId, string parameter = "SubscriberId") =>
        new(StatusCode.SubscriberUnknown, $"{parameter}: '{Shorten(subscriberId)}' is no subscriber");

    public static Refusal Unavailable(string? resourceId, string explanation, string parameter = "ResourceId") =>
        new(StatusCode.ResourceUnavailable, $"{parameter}: '{Shorten(resourceId)}' {explanation}");

    public static Refusal Repeated(string parameter, string? value, string explanation) =>
        new(StatusCode.OperationRepeated, $"{parameter}: '{Shorten(value)}' {explanation}");

    public static Refusal UnknownGroup(string? groupId) => new(StatusCode.GroupNotFound, $"GroupId: '{Shorten(groupId)}' is no group of the subscriber");

    public static Refusal UnknownMember(string? memberId) => new(StatusCode.MemberNotFound, $"MemberId: '{Shorten(memberId)}' is no member of the group");

    public static Refusal NotPermitted(string explanation) => new(StatusCode.SecurityError, explanation);

    /// <summary>What is wrong with a request that could not be read in full.</summary>
    public static Refusal From(IReadOnlyList<ReadError> errors)
    {
        ReadError? subscriber = errors.FirstOrDefault(error => error is { Kind: ReadErrorKind.Missing, Path: "SubscriberId" });
        return subscriber is null ? new(StatusCode.ParameterInvalid, errors[0].Description) : new(StatusCode.SubscriberIdMissing, subscriber.Description);
    }

    /// <summary>What is wrong with a rule.</summary>
    public static Refusal From(RuleProblem problem) => problem.Kind switch
    {
        RuleProblemKind.GroupNotFound => UnknownGroup(problem.Value),
        RuleProblemKind.ResourceNotAvailable => Unavailable(problem.Value, $"is {problem.Explanation}", problem.Parameter),
        // What is wrong with a structure, or with what is missing, has no value to show
        _ when problem.Value.Length == 0 => new(StatusCode.ParameterInvalid, $"{problem.Parameter}: {problem.Explanation}"),
        _ => Invalid(problem.Parameter, problem.Value, problem.Explanation),
    };

    private static string Shorten(string? value) => value is null ? "" : value.Length <= MaximumValueLength ? value : $"{ShortText.Cut(value, MaximumValueLength)}…";
}
