// Talks to every interface with gSOAP, as a portal in C++ would. Prints a line per check: "ok NAME" or "FAILED NAME: why".
// The environment gives CMR_URL (base address), CMR_PRINCIPAL and CMR_SECRET (a Service Provider).
#include "Cmr1Soap11.nsmap"
#include "soapCmr1Soap11Proxy.h"
#include "soapCmr2Soap11Proxy.h"
#include "soapCmr4Soap11Proxy.h"
#include "soapCmr5Soap11Proxy.h"
#include "soapCmr6Soap11Proxy.h"
#include "soapCmr7Soap11Proxy.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace
{
  using Members = std::vector<std::pair<std::string, std::string>>;

  const int query = 1, create = 2;
  const std::string subscriber = "+8613800009003", subscriberSecret = "gsoap's secret";
  const std::string chinese = u8"茉莉花 (江苏民歌)", arabic = u8"أغنية الصباح";
  const char *passwordText = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText";
  int failures = 0;

  std::string environment(const char *name)
  {
    const char *value = std::getenv(name);
    if (!value) throw std::runtime_error(std::string(name) + " is not set");
    return value;
  }

  void check(const std::string &name, const std::function<void()> &run)
  {
    try
    {
      run();
      std::cout << "ok " << name << std::endl;
    }
    catch (const std::exception &failed)
    {
      failures++;
      std::cout << "FAILED " << name << ": " << failed.what() << std::endl;
    }
  }

  void require(bool holds, const std::string &what)
  {
    if (!holds) throw std::runtime_error(what);
  }

  /// A proxy of one interface on a context of its own.
  template <typename Proxy>
  struct Port
  {
    std::string address;
    soap *context;
    Proxy proxy;
    std::string sessionKey;
    wsse__Security security;

    explicit Port(const std::string &path)
        : address(environment("CMR_URL") + path), context(soap_new2(SOAP_C_UTFSTRING | SOAP_IO_KEEPALIVE, SOAP_C_UTFSTRING | SOAP_IO_KEEPALIVE)),
          proxy(context, address.c_str())
    {
      soap_set_namespaces(context, namespaces);
    }

    Port(const Port &) = delete;

    ~Port()
    {
      proxy.destroy();
      soap_free(context);
    }

    /// Every request needs its header again, because reading an answer replaces it.
    void header()
    {
      if (!sessionKey.empty()) proxy.soap_header(nullptr, &sessionKey);
      else if (!security.UsernameToken.Username.empty()) proxy.soap_header(&security, nullptr);
      else proxy.soap_noheader();
    }

    void authenticate(const std::string &user, const std::string &secret)
    {
      security.UsernameToken.Username = user;
      security.UsernameToken.Password.__item = secret;
      security.UsernameToken.Password.Type = passwordText;
    }

    void done(int error)
    {
      if (error == SOAP_OK) return;
      const char **reason = soap_faultstring(context);
      throw std::runtime_error(std::string("gSOAP error ") + std::to_string(error) + ": " + (reason && *reason ? *reason : ""));
    }

    template <typename Response>
    void succeeded(int error, const Response &response)
    {
      done(error);
      require(response.StatusCode == 0, "status " + std::to_string(response.StatusCode));
    }

    std::string open()
    {
      std::string principal = environment("CMR_PRINCIPAL"), secret = environment("CMR_SECRET");
      ns1__OpenSessionRequest request;
      ns1__OpenSessionResponse response;
      request.PrincipalId = &principal;
      request.Secret = &secret;
      header();
      succeeded(proxy.OpenSession(&request, response), response);
      require(response.SessionKey != nullptr, "no session key");
      require(response.Expires != nullptr && *response.Expires > std::time(nullptr), "Expires is not later than now");
      return sessionKey = *response.SessionKey;
    }

    void close()
    {
      ns1__CloseSessionRequest request;
      ns1__CloseSessionResponse response;
      header();
      succeeded(proxy.CloseSession(&request, response), response);
    }
  };

  template <typename Proxy>
  void openAndClose(const std::string &name)
  {
    check("call " + name, [&] {
      Port<Proxy> port("/" + name);
      port.open();
      port.close();
    });
  }

  void faults()
  {
    check("fault", [] {
      // an operation of CMR-6 at the address of CMR-1
      Port<Cmr6Soap11Proxy> port("/cmr1");
      ns1__ManageSystemSettingRequest request;
      ns1__ManageSystemSettingResponse response;
      request.TransactionId = "gsoap-fault";
      request.OperationType = query;
      int error = port.proxy.ManageSystemSetting(&request, response);
      require(error == SOAP_CLI_FAULT || error == SOAP_FAULT, "no fault but " + std::to_string(error));
      const char **code = soap_faultcode(port.context), **reason = soap_faultstring(port.context);
      require(code && *code && std::string(*code).find("Client") != std::string::npos, std::string("the code is ") + (code && *code ? *code : "(none)"));
      require(reason && *reason && std::string(*reason).find("ManageSystemSetting") != std::string::npos, "the reason does not name the operation");
    });
  }

  void tokens()
  {
    check("username token", [] {
      Port<Cmr6Soap11Proxy> port("/cmr6");
      std::string user = environment("CMR_PRINCIPAL"), secret = environment("CMR_SECRET"), zone = "Asia/Shanghai", given = subscriberSecret;
      port.authenticate(user, secret);
      ns1__ManageServiceSubscriptionRequest request;
      ns1__ManageServiceSubscriptionResponse response;
      request.TransactionId = "gsoap-1";
      request.SubscriberId = subscriber;
      request.OperationType = create;
      request.Secret = &given;
      request.TimeZone = &zone;
      port.header();
      port.succeeded(port.proxy.ManageServiceSubscription(&request, response), response);
      require(response.ServiceSubscription.size() == 1 && response.ServiceSubscription[0]->SubscriberId == subscriber, "the subscription is not answered");

      port.authenticate(subscriber, "wrong");
      ns1__ManageSystemSettingRequest setting;
      ns1__ManageSystemSettingResponse refused;
      setting.TransactionId = "gsoap-2";
      setting.OperationType = query;
      port.header();
      port.done(port.proxy.ManageSystemSetting(&setting, refused));
      require(refused.StatusCode == 10005, "status " + std::to_string(refused.StatusCode));
    });
  }

  void sessions(Port<Cmr6Soap11Proxy> &port)
  {
    check("session key", [&] {
      ns1__ManageSystemSettingRequest request;
      ns1__ManageSystemSettingResponse response, refused;
      request.TransactionId = "gsoap-4";
      request.OperationType = query;
      port.header();
      port.succeeded(port.proxy.ManageSystemSetting(&request, response), response);
      std::string key = std::exchange(port.sessionKey, "forged");
      port.header();
      port.done(port.proxy.ManageSystemSetting(&request, refused));
      port.sessionKey = key;
      require(refused.StatusCode == 10006, "status " + std::to_string(refused.StatusCode));
    });
  }

  void values(const std::string &sessionKey)
  {
    check("names, decimals and dates", [&] {
      Port<Cmr5Soap11Proxy> port("/cmr5");
      port.sessionKey = sessionKey;
      std::string name = chinese, author = arabic, price = "1234567.89", language = "zh-Hans", transaction = "gsoap-6";
      std::time_t expires = 4102415999; // 2099-12-31T15:59:59Z
      ns1__MediaType audio = ns1__MediaType::Audio;
      ns1__ManageCmrResourceRequest request;
      ns1__ManageCmrResourceResponse response;
      request.OperationType = create;
      request.ResourceId = "gsoap-song";
      request.MediaType = &audio;
      request.Name = &name;
      request.Price = &price;
      request.Author = &author;
      request.ExpireDate = &expires;
      request.Language = &language;
      request.TransactionId = &transaction;
      port.header();
      port.succeeded(port.proxy.ManageCmrResource(&request, response), response);
      require(response.UploadUrl && response.UploadUrl->rfind("http", 0) == 0, "no upload URL");

      ns1__ManageCmrResourceRequest question;
      ns1__ManageCmrResourceResponse answer;
      question.OperationType = query;
      question.ResourceId = "gsoap-song";
      port.header();
      port.succeeded(port.proxy.ManageCmrResource(&question, answer), answer);
      require(answer.ResourceDetail.size() == 1, "no resource");
      ns1__ResourceDetail &found = *answer.ResourceDetail[0];
      require(found.Name == chinese && found.Author && *found.Author == arabic, "a name was changed");
      require(found.Price && *found.Price == price, "the price was changed");
      require(found.ExpireDate && *found.ExpireDate == expires, "the date was changed");
      require(found.MediaType == audio && !found.HasContent, "the media type or HasContent is wrong");
    });
  }

  std::string makeGroup(Port<Cmr6Soap11Proxy> &port, const std::string &name, const std::string &transaction)
  {
    std::string given = name;
    ns1__ManageGroupRequest request;
    ns1__ManageGroupResponse response;
    request.TransactionId = transaction;
    request.SubscriberId = subscriber;
    request.OperationType = create;
    request.GroupName = &given;
    port.header();
    port.succeeded(port.proxy.ManageGroup(&request, response), response);
    require(response.GroupInfo.size() == 1 && response.GroupInfo[0]->GroupName == name, "the group is not answered as it was made");
    return response.GroupInfo[0]->GroupId;
  }

  Members manageMembers(Port<Cmr6Soap11Proxy> &port, int operation, const std::string &group, const Members &members, const std::string &transaction)
  {
    std::vector<ns1__MemberInfo> given(members.size());
    ns1__ManageMemberRequest request;
    ns1__ManageMemberResponse response;
    request.TransactionId = transaction;
    request.SubscriberId = subscriber;
    request.OperationType = operation;
    request.GroupId = group;
    for (size_t i = 0; i < members.size(); i++)
    {
      given[i].MemberId = members[i].first;
      given[i].NickName = members[i].second;
      request.MemberInfo.push_back(&given[i]);
    }

    port.header();
    port.succeeded(port.proxy.ManageMember(&request, response), response);
    Members found;
    for (const ns1__MemberInfo *member : response.MemberInfo) found.emplace_back(member->MemberId, member->NickName);
    return found;
  }

  void lists(Port<Cmr6Soap11Proxy> &port)
  {
    check("lists of none, one and a thousand", [&] {
      std::string empty = makeGroup(port, u8"空", "gsoap-7"), single = makeGroup(port, u8"واحد", "gsoap-8"), crowd = makeGroup(port, "thousand", "gsoap-9");
      Members one = {{"+8613900000001", u8"王 & <李>"}}, thousand;
      for (int i = 0; i < 1000; i++)
      {
        char number[20];
        std::snprintf(number, sizeof number, "+86139%08d", i);
        thousand.emplace_back(number, u8"好友 " + std::to_string(i));
      }

      manageMembers(port, create, single, one, "gsoap-10");
      manageMembers(port, create, crowd, thousand, "gsoap-11");
      require(manageMembers(port, query, empty, {}, "gsoap-12").empty(), "the empty list is not empty");
      require(manageMembers(port, query, single, {}, "gsoap-13") == one, "the list of one was changed");
      require(manageMembers(port, query, crowd, {}, "gsoap-14") == thousand, "the list of a thousand was changed");
    });
  }

  void refusals(Port<Cmr6Soap11Proxy> &port)
  {
    check("refusal", [&] {
      std::string transaction = "gsoap-15";
      ns1__SubscribeCmrResourceRequest request;
      ns1__SubscribeCmrResourceResponse response;
      request.TransactionId = &transaction;
      request.SubscriberId = subscriber;
      request.ResourceId = "gsoap-none";
      port.header();
      port.done(port.proxy.SubscribeCmrResource(&request, response));
      require(response.StatusCode == 10008, "status " + std::to_string(response.StatusCode));
      require(response.TransactionId && *response.TransactionId == transaction, "the TransactionId is not echoed");
    });
  }
}

int main()
{
  openAndClose<Cmr1Soap11Proxy>("cmr1");
  openAndClose<Cmr2Soap11Proxy>("cmr2");
  openAndClose<Cmr4Soap11Proxy>("cmr4");
  openAndClose<Cmr5Soap11Proxy>("cmr5");
  openAndClose<Cmr6Soap11Proxy>("cmr6");
  openAndClose<Cmr7Soap11Proxy>("cmr7");
  faults();
  tokens();
  Port<Cmr6Soap11Proxy> port("/cmr6");
  check("session", [&] { port.open(); });
  sessions(port);
  values(port.sessionKey);
  lists(port);
  refusals(port);
  return failures == 0 ? 0 : 1;
}
