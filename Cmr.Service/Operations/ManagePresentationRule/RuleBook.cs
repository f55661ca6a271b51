using System.Globalization;
using Cmr.Contracts.Soap;
using Cmr.Domain.Rules;
using Cmr.Persistence.Model;
using Cmr.Persistence.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.ManagePresentationRule;

/// <summary>The rules and defaults of the subscriber meant, loaded for changing.</summary>
internal sealed class RuleBook
{
    private readonly SubscriberRow _subscriber;
    private readonly OperationContext _context;
    private readonly RuleValidator _validator;
    private readonly Dictionary<string, PresentationRuleRow> _rules;
    private readonly List<DefaultResourceRow> _defaults;

    private RuleBook(
        SubscriberRow subscriber, OperationContext context, RuleValidator validator, Dictionary<string, PresentationRuleRow> rules, List<DefaultResourceRow> defaults)
    {
        _subscriber = subscriber;
        _context = context;
        _validator = validator;
        _rules = rules;
        _defaults = defaults;
    }

    /// <summary>Loads what a rule may refer to; the subscriber is locked already.</summary>
    public static async Task<RuleBook> LoadAsync(SubscriberRow subscriber, OperationContext context, CancellationToken cancellationToken)
    {
        string id = context.SubscriberId;
        List<string> groups = await context.Database.CallerGroups.Where(row => row.SubscriberId == id).Select(row => row.GroupId).ToListAsync(cancellationToken);
        List<string> library = await context.Database.LibraryEntries.Where(row => row.SubscriberId == id).Select(row => row.ResourceId).ToListAsync(cancellationToken);
        List<PresentationRuleRow> rules = await context.Database.PresentationRules.Where(row => row.SubscriberId == id).ToListAsync(cancellationToken);
        List<DefaultResourceRow> defaults = await context.Database.DefaultResources.Where(row => row.SubscriberId == id).ToListAsync(cancellationToken);
        RuleValidator validator = new(groups.ToHashSet(StringComparer.Ordinal), library.ToHashSet(StringComparer.Ordinal));
        return new(subscriber, context, validator, rules.ToDictionary(row => row.RuleId, StringComparer.Ordinal), defaults);
    }

    public Answer<PreferenceSetting> Add(PreferenceSetting setting)
    {
        if (setting.RuleId is { } wished && ParameterCheck.Identifier("RuleId", wished) is { } malformed)
            return malformed;
        if (setting.RuleId is { } taken && _rules.ContainsKey(taken))
            return Refusal.Repeated("RuleId", taken, "is taken");
        if (_rules.Count >= _context.Settings.MaximumRules)
            return Refusal.Invalid("PreferenceSetting", setting.RuleId, $"does not fit: the subscriber has {_context.Settings.MaximumRules} rules");

        (string ruleId, long age) = Number(setting.RuleId);
        PresentationRule rule = PreferenceSettingMapping.ToRule(setting, ruleId, age);
        if (_validator.Check(rule) is { } problem)
            return Refusal.From(problem);
        PresentationRuleRow row = new()
        {
            SubscriberId = _context.SubscriberId,
            RuleId = ruleId,
            Definition = RuleDocument.Write(rule),
            Age = age,
            CreatedAt = _context.Now,
            UpdatedAt = _context.Now,
        };
        _rules.Add(ruleId, row);
        _context.Database.PresentationRules.Add(row);
        return PreferenceSettingMapping.ToSetting(rule);
    }

    public Answer<PreferenceSetting> Replace(PreferenceSetting setting)
    {
        if (setting.RuleId is null)
            return Refusal.Missing("RuleId");
        if (!_rules.TryGetValue(setting.RuleId, out PresentationRuleRow? row))
            return Refusal.Invalid("RuleId", setting.RuleId, "is no rule of the subscriber");
        PresentationRule rule = PreferenceSettingMapping.ToRule(setting, row.RuleId, row.Age);
        if (_validator.Check(rule) is { } problem)
            return Refusal.From(problem);
        (row.Definition, row.UpdatedAt) = (RuleDocument.Write(rule), _context.Now);
        return PreferenceSettingMapping.ToSetting(rule);
    }

    public Answer<PreferenceSetting> Remove(PreferenceSetting setting)
    {
        if (setting.RuleId is null)
            return Refusal.Missing("RuleId");
        if (!_rules.Remove(setting.RuleId, out PresentationRuleRow? row))
            return Refusal.Invalid("RuleId", setting.RuleId, "is no rule of the subscriber");
        _context.Database.PresentationRules.Remove(row);
        return setting;
    }

    /// <summary>Replaces the defaults of a slot, or removes the named ones; no identifier leaves them as they are.</summary>
    public Refusal? SetDefaults(short slot, IReadOnlyList<string> resourceIds, bool delete)
    {
        if (resourceIds.Count == 0)
            return null;
        string parameter = $"DefaultCMRResourceId{slot}";
        List<string> present = [.. _defaults.Where(row => row.Slot == slot).OrderBy(row => row.Position).Select(row => row.ResourceId)];
        if (delete)
        {
            if (resourceIds.FirstOrDefault(id => !present.Contains(id, StringComparer.Ordinal)) is { } unknown)
                return Refusal.Invalid(parameter, unknown, "is no default of the subscriber");
            present.RemoveAll(id => resourceIds.Contains(id, StringComparer.Ordinal));
        }
        else
        {
            if (_validator.CheckResources(resourceIds, parameter) is { } problem)
                return Refusal.From(problem);
            present = [.. resourceIds];
        }
        Store(slot, present);
        return null;
    }

    private void Store(short slot, List<string> resourceIds)
    {
        List<DefaultResourceRow> rows = [.. _defaults.Where(row => row.Slot == slot).OrderBy(row => row.Position)];
        for (int position = 0; position < Math.Max(rows.Count, resourceIds.Count); position++)
        {
            if (position >= resourceIds.Count)
                _context.Database.DefaultResources.Remove(rows[position]);
            else if (position < rows.Count)
                rows[position].ResourceId = resourceIds[position];
            else
                _context.Database.DefaultResources.Add(new() { SubscriberId = _context.SubscriberId, Slot = slot, Position = (short)position, ResourceId = resourceIds[position] });
        }
    }

    private (string RuleId, long Age) Number(string? wished)
    {
        long age = _subscriber.NextRule++;
        while (wished is null && _rules.ContainsKey(age.ToString(CultureInfo.InvariantCulture)))
            age = _subscriber.NextRule++;
        return (wished ?? age.ToString(CultureInfo.InvariantCulture), age);
    }
}
