using Cmr.Contracts.Reading;
using Cmr.Contracts.Soap;

namespace Cmr.Tests.Contracts;

/// <summary>The leniencies of the reader, and what it says about what it cannot forgive.</summary>
[TestClass]
public sealed class MessageReadingTests
{
    private const string Nil = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"";

    [TestMethod]
    public void Parameters_come_in_any_order()
    {
        SubscribeCmrResourceRequest message = Valid("<ResourceId>r</ResourceId><TransactionId>t</TransactionId><SubscriberId>s</SubscriberId>");
        Assert.AreEqual(("t", "s", "r"), (message.TransactionId, message.SubscriberId, message.ResourceId));
    }

    [TestMethod]
    [DataRow("<TransactionId/>")]
    [DataRow("<TransactionId></TransactionId>")]
    [DataRow($"<TransactionId {Nil}/>")]
    public void A_nil_or_empty_optional_parameter_is_absent(string parameter) =>
        Assert.IsNull(Valid(parameter + "<SubscriberId>s</SubscriberId><ResourceId>r</ResourceId>").TransactionId);

    [TestMethod]
    [DataRow("<PresentationControl/>")]
    [DataRow("<PresentationControl></PresentationControl>")]
    [DataRow("<PresentationControl> \n <!-- nothing --> </PresentationControl>")]
    [DataRow("<PresentationControl><![CDATA[ ]]></PresentationControl>")]
    [DataRow($"<PresentationControl {Nil}/>")]
    [DataRow($"<PresentationControl {Nil}><StopAllowed>true</StopAllowed></PresentationControl>")]
    public void A_nil_or_empty_optional_structure_is_absent(string parameter)
    {
        MessageReading<ManagePresentationControlRequest> reading = Control(parameter + "<TransactionId>t</TransactionId>");
        Assert.IsTrue(reading.IsValid);
        Assert.IsNull(reading.Message.PresentationControl);
        Assert.AreEqual("t", reading.Message.TransactionId);
    }

    [TestMethod]
    [DataRow("<FilterRule/>")]
    [DataRow("<FilterRule></FilterRule>")]
    [DataRow($"<FilterRule {Nil}></FilterRule>")]
    public void A_nil_or_empty_structure_of_a_list_is_no_entry(string parameter)
    {
        MessageReading<ManageFilterRuleRequest> reading = AnyCodec.Read(ContractOperations.ManageFilterRule.Request, AnyCodec.Message(
            "ManageFilterRuleRequest", $"{parameter}<FilterRule>\n<ServiceType>2</ServiceType></FilterRule>{parameter}<TransactionId>t</TransactionId><SubscriberId>s</SubscriberId><OperationType>2</OperationType>"));
        Assert.IsTrue(reading.IsValid);
        Assert.AreEqual(ServiceType.Cmrt, reading.Message.FilterRule.Single().ServiceType);
    }

    [TestMethod]
    public void A_structure_with_anything_in_it_is_present()
    {
        Assert.IsNotNull(Control("<PresentationControl><x:Later xmlns:x=\"urn:later\"/></PresentationControl><TransactionId>t</TransactionId>").Message.PresentationControl);
        Assert.IsNotNull(Control("<PresentationControl><StopAllowed/></PresentationControl><TransactionId>t</TransactionId>").Message.PresentationControl);
    }

    [TestMethod]
    [DataRow("<PresentationControl><StopAllowed>maybe</StopAllowed></PresentationControl>", "PresentationControl/StopAllowed: 'maybe' is not true or false")]
    [DataRow("<PresentationControl>stray</PresentationControl>", "PresentationControl/#text is not known here: text between parameters")]
    [DataRow("<PresentationControl><StopAllowed>1</StopAllowed></PresentationControl><PresentationControl/>", "PresentationControl occurs more than once")]
    public void An_error_at_a_structure_that_occurs_once_is_named(string parameter, string description) =>
        Assert.AreEqual(description, Control("<TransactionId>t</TransactionId>" + parameter).Errors.Single().Description);

    [TestMethod]
    [DataRow("4294967296", 4294967296L)]
    [DataRow("+0", 0L)]
    [DataRow(" 9223372036854775807 ", long.MaxValue)]
    public void A_long_is_read_in_full(string text, long value) => Assert.AreEqual(value, Record(text).Message.ReportRecord[0].DurationMs);

    [TestMethod]
    [DataRow("-1", ReadErrorKind.OutOfRange)]
    [DataRow("9223372036854775808", ReadErrorKind.OutOfRange)]
    [DataRow("1.5", ReadErrorKind.Malformed)]
    public void A_long_that_does_not_fit_is_named(string text, ReadErrorKind kind)
    {
        ReadError error = Record(text).Errors.Single();
        Assert.AreEqual((kind, "ReportRecord[0]/DurationMs", "an integer from 0"), (error.Kind, error.Path, error.Expected));
    }

    [TestMethod]
    public void Foreign_elements_comments_and_white_space_are_skipped() =>
        Assert.AreEqual("r", Valid("""
            <!-- c --><x:Later xmlns:x="urn:later"><ResourceId>no</ResourceId></x:Later>
            <SubscriberId>s</SubscriberId> <ResourceId>r</ResourceId>
            """).ResourceId);

    [TestMethod]
    public void Text_is_kept_letter_for_letter_across_CDATA_and_comments() =>
        Assert.AreEqual(" a<b & c ", Valid("<SubscriberId> a<![CDATA[<b]]><!-- x --> &amp; c </SubscriberId><ResourceId>r</ResourceId>").SubscriberId);

    [TestMethod]
    public void The_misprints_of_the_draft_are_aliases()
    {
        ManageCmrResourceRequest resource = AnyCodec.Read(ContractOperations.ManageCmrResource.Request,
            AnyCodec.Message("ManageCmrResourceRequest", "<OperationType>2</OperationType><ResourceId>r</ResourceId><Mediatype>Audio</Mediatype><Fomat>audio/mpeg</Fomat>")).Message;
        Assert.AreEqual((MediaType.Audio, "audio/mpeg"), (resource.MediaType, resource.Format));
        ManageMemberRequest member = AnyCodec.Read(ContractOperations.ManageMember.Request,
            AnyCodec.Message("ManageMemberRequest", "<TransactionId>t</TransactionId><SubscriberiD>s</SubscriberiD><OperationType>1</OperationType><GroupId>7</GroupId>")).Message;
        Assert.AreEqual(("s", "7"), (member.SubscriberId, member.GroupId));
        Assert.AreEqual("d", AnyCodec.Read(ContractOperations.GetCmrResourceList.Response,
            AnyCodec.Message("GetCmrResourceListResponse", "<StatusCode>0</StatusCode><StatusDiscription>d</StatusDiscription>")).Message.StatusDescription);
        Assert.AreEqual("t", AnyCodec.Read(ContractOperations.ManageMember.Response,
            AnyCodec.Message("ManageMemberResponse", "<TransactionID>t</TransactionID><StatusCode>0</StatusCode><StatusDescription/>")).Message.TransactionId);
    }

    [TestMethod]
    public void Every_misprint_in_the_tables_is_an_alias()
    {
        foreach (TableRow row in TableRow.All.Where(row => row.Printed is not null && row.Printed != row.Element))
            StringAssert.Contains(File.ReadAllText(Directory.EnumerateFiles(ContractSchemas.Folder, "*.xsd").Single(file => File.ReadAllText(file).Contains($"complexType name=\"{row.ComplexType}\"", StringComparison.Ordinal))), $"<hint:alias>{row.Printed}</hint:alias>");
    }

    [TestMethod]
    public void A_status_code_that_is_not_in_the_table_is_read_as_its_number() =>
        Assert.AreEqual(30001, (int)AnyCodec.Read(ContractOperations.SubscribeCmrResource.Response, AnyCodec.Message("SubscribeCmrResourceResponse", "<StatusCode>30001</StatusCode>")).Message.StatusCode);

    [TestMethod]
    public void The_end_of_the_day_is_midnight() =>
        Assert.AreEqual(TimeOnly.MinValue, Rule("<PreferenceSetting><Time>1</Time><ResourceIdTime><Time>18:00:00</Time><EndTime>24:00:00</EndTime></ResourceIdTime></PreferenceSetting>").Message.PreferenceSetting[0].ResourceIdTime[0].EndTime);

    [TestMethod]
    [DataRow("<SubscriberId>s</SubscriberId>", ReadErrorKind.Missing, "ResourceId", null)]
    [DataRow($"<SubscriberId {Nil}/><ResourceId>r</ResourceId>", ReadErrorKind.Missing, "SubscriberId", null)]
    [DataRow("<SubscriberId>s</SubscriberId><SubscriberId>s</SubscriberId><ResourceId>r</ResourceId>", ReadErrorKind.Duplicate, "SubscriberId", null)]
    [DataRow("<SubscriberId>s</SubscriberId><ResourceId>r</ResourceId><Colour>red</Colour>", ReadErrorKind.Unknown, "Colour", null)]
    [DataRow("<SubscriberId>s</SubscriberId><ResourceId>r</ResourceId><TransactionId xmlns=\"\">t</TransactionId>", ReadErrorKind.Unknown, "TransactionId", null)]
    [DataRow("<SubscriberId>s</SubscriberId><ResourceId>r</ResourceId>stray", ReadErrorKind.Unknown, "#text", "stray")]
    [DataRow("<SubscriberId>s</SubscriberId><ResourceId><b>r</b></ResourceId>", ReadErrorKind.Malformed, "ResourceId", "<b>")]
    public void What_is_at_fault_is_named(string parameters, ReadErrorKind kind, string parameter, string? value)
    {
        MessageReading<SubscribeCmrResourceRequest> reading = Subscribe(parameters);
        ReadError error = reading.Errors.Single();
        Assert.AreEqual((kind, parameter, value), (error.Kind, error.Parameter, error.Value));
        StringAssert.Contains(error.Description, parameter);
    }

    [TestMethod]
    public void An_alias_beside_its_parameter_is_a_duplicate() =>
        Assert.AreEqual(ReadErrorKind.Duplicate, AnyCodec.Read(ContractOperations.ManageCmrResource.Request,
            AnyCodec.Message("ManageCmrResourceRequest", "<OperationType>2</OperationType><ResourceId>r</ResourceId><MediaType>Audio</MediaType><Mediatype>Video</Mediatype>")).Errors.Single().Kind);

    [TestMethod]
    [DataRow("<OperationType>5</OperationType>", ReadErrorKind.OutOfRange, "OperationType", "5")]
    [DataRow("<OperationType>0</OperationType>", ReadErrorKind.OutOfRange, "OperationType", "0")]
    [DataRow("<OperationType>99999999999999999999</OperationType>", ReadErrorKind.OutOfRange, "OperationType", "99999999999999999999")]
    [DataRow("<OperationType>two</OperationType>", ReadErrorKind.Malformed, "OperationType", "two")]
    [DataRow("<OperationType/>", ReadErrorKind.Malformed, "OperationType", "")]
    [DataRow("<OperationType>2</OperationType><MediaType>audio</MediaType>", ReadErrorKind.Malformed, "MediaType", "audio")]
    [DataRow("<OperationType>2</OperationType><Price>1e3</Price>", ReadErrorKind.Malformed, "Price", "1e3")]
    [DataRow("<OperationType>2</OperationType><Price>1234567890123456</Price>", ReadErrorKind.OutOfRange, "Price", "1234567890123456")]
    [DataRow("<OperationType>2</OperationType><ExpireDate>2026-02-30T00:00:00Z</ExpireDate>", ReadErrorKind.Malformed, "ExpireDate", "2026-02-30T00:00:00Z")]
    [DataRow("<OperationType>2</OperationType><Status>9</Status>", ReadErrorKind.OutOfRange, "Status", "9")]
    public void A_value_at_fault_is_named_with_its_parameter(string parameters, ReadErrorKind kind, string parameter, string value)
    {
        ReadError error = AnyCodec.Read(ContractOperations.ManageCmrResource.Request, AnyCodec.Message("ManageCmrResourceRequest", "<ResourceId>r</ResourceId>" + parameters)).Errors.Single();
        Assert.AreEqual((kind, parameter, value), (error.Kind, error.Parameter, error.Value));
    }

    [TestMethod]
    public void An_error_within_structures_has_a_path()
    {
        ReadError error = Rule("<PreferenceSetting><Time>1</Time></PreferenceSetting><PreferenceSetting><ResourceIdTime><Time>18:00:00</Time></ResourceIdTime><ResourceIdTime><Time>6pm</Time></ResourceIdTime></PreferenceSetting>").Errors.Single();
        Assert.AreEqual("PreferenceSetting[1]/ResourceIdTime[1]/Time", error.Path);
        Assert.AreEqual("PreferenceSetting[1]/ResourceIdTime[1]/Time: '6pm' is not a time such as 18:00:00", error.Description);
    }

    [TestMethod]
    public void What_can_be_read_of_an_invalid_message_is_there()
    {
        MessageReading<SubscribeCmrResourceRequest> reading = Subscribe("<TransactionId>t</TransactionId><ResourceId>r</ResourceId>");
        Assert.IsFalse(reading.IsValid);
        Assert.AreEqual(("t", "", "r"), (reading.Message.TransactionId, reading.Message.SubscriberId, reading.Message.ResourceId));
    }

    [TestMethod]
    public void Errors_and_their_values_are_bounded()
    {
        MessageReading<SubscribeCmrResourceRequest> reading = Subscribe(string.Concat(Enumerable.Repeat($"<{new string('x', 500)}/>", 1000)));
        Assert.AreEqual(16, reading.Errors.Count);
        Assert.IsTrue(reading.Errors.All(error => error.Description.Length < 200));
    }

    [TestMethod]
    public void Secrets_do_not_show_in_text()
    {
        OpenSessionRequest request = new() { PrincipalId = "ann", Secret = "s3cret" };
        Assert.AreEqual("OpenSessionRequest { TransactionId = , PrincipalId = ann, Secret = *** }", request.ToString());
    }

    private static MessageReading<SubscribeCmrResourceRequest> Subscribe(string parameters) =>
        AnyCodec.Read(ContractOperations.SubscribeCmrResource.Request, AnyCodec.Message("SubscribeCmrResourceRequest", parameters));

    private static MessageReading<ManagePresentationRuleRequest> Rule(string parameters) =>
        AnyCodec.Read(ContractOperations.ManagePresentationRule.Request, AnyCodec.Message("ManagePresentationRuleRequest", "<TransactionId>t</TransactionId><SubscriberId>s</SubscriberId><OperationType>2</OperationType>" + parameters));

    private static MessageReading<ManagePresentationControlRequest> Control(string parameters) =>
        AnyCodec.Read(ContractOperations.ManagePresentationControl.Request, AnyCodec.Message("ManagePresentationControlRequest", parameters + "<SubscriberId>s</SubscriberId><OperationType>3</OperationType>"));

    private static MessageReading<GetServiceReportResponse> Record(string durationMs) =>
        AnyCodec.Read(ContractOperations.GetServiceReport.Response, AnyCodec.Message("GetServiceReportResponse",
            $"<StatusCode>0</StatusCode><ReportRecord><RecordId>1</RecordId><Time>2026-01-01T00:00:00Z</Time><DurationMs>{durationMs}</DurationMs></ReportRecord>"));

    private static SubscribeCmrResourceRequest Valid(string parameters)
    {
        MessageReading<SubscribeCmrResourceRequest> reading = Subscribe(parameters);
        Assert.IsTrue(reading.IsValid, string.Join("; ", reading.Errors.Select(error => error.Description)));
        return reading.Message;
    }
}
