package io.tidegate.sandbox.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.identity.Provider.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryCallsTest {
    @TempDir private Path folder;
    private Provider provider;

    @BeforeEach
    void open() throws Exception {
        provider = new Provider(folder);
        for (int i = 1; i <= 7; i++) {
            provider.account(
                    "p" + i + "@mail.example",
                    Map.of(
                            "FirstName",
                            "P" + i,
                            "CustomFields",
                            Map.of("n", String.valueOf(i)),
                            "ExternalIds",
                            List.of(
                                    Map.of("Source", "crm", "SourceId", "c" + i),
                                    Map.of("Source", "erp", "SourceId", "e" + i))));
        }
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private Answer search(String body) throws Exception {
        return provider.send(provider.authorized("POST", "/identity", body));
    }

    private static List<String> names(Answer page) {
        return ((List<?>) page.body().get("data"))
                .stream().map(one -> String.valueOf(Provider.map(one).get("FirstName"))).toList();
    }

    @Test
    void everyAccountComesOncePageByPage() throws Exception {
        List<String> seen = new ArrayList<>();
        Answer page = search("{\"size\":3}");
        seen.addAll(names(page));
        while (page.body().get("next") != null) {
            assertThat(page.body()).containsEntry("total", 7);
            page =
                    provider.send(
                            provider.authorized(
                                    "GET", "/identity?next=" + page.body().get("next"), null));
            seen.addAll(names(page));
        }
        assertThat(seen).containsExactly("P1", "P2", "P3", "P4", "P5", "P6", "P7");
    }

    @Test
    void thePeriodIsThatOfTheLastChange() throws Exception {
        assertThat(search("{\"from\":\"2100-01-01\"}").body())
                .containsEntry("total", 0)
                .containsEntry("data", List.of());
        assertThat(search("{\"to\":\"2000-01-01\"}").body()).containsEntry("total", 0);
        assertThat(search("{\"from\":\"2000-01-01\",\"to\":\"2100-01-01\"}").body())
                .containsEntry("total", 7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'ExternalIds.SourceId','operator':'=','value':'c3'}|P3",
                "{'name':'Email.Value','operator':'=','value':'p4@mail.example'}|P4",
                "{'name':'FirstName','operator':'>=','value':'P6'}|P6,P7",
                "{'name':'CustomFields.n','operator':'BETWEEN','value':[2,3]}|P2,P3",
                "{'name':'FirstName','operator':'Contains','value':'7'}|P7",
                "{'name':'Company','operator':'EXISTS'}|''",
                "{'name':'CustomFields.n','operator':'<','value':2}|P1",
                "{'group':{'operator':'OR','rules':[{'name':'FirstName','operator':'=','value':'P1'},"
                        + "{'group':{'operator':'AND','rules':[{'name':'ExternalIds.Source','operator':'=','value':'erp'},"
                        + "{'name':'FirstName','operator':'=','value':'P2'}]}}]}}|P1,P2",
                "{'group':{'operator':'AND','rules':[{'name':'FirstName','operator':'!=','value':'P1'},"
                        + "{'name':'CustomFields.n','operator':'<=','value':2},"
                        + "{'name':'Company','operator':'NOT_EXISTS'}]}}|P2"
            })
    void rulesSelectAccounts(String q, String names) throws Exception {
        Answer page = search("{\"q\":" + q.replace('\'', '"') + "}");
        assertThat(String.join(",", names(page))).isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'size':1}|908",
                "{'size':1000}|908",
                "{'from':'soon'}|908",
                "{'q':{'name':'a','operator':'like'}}|1090",
                "{'q':{'name':'a'}}|1090",
                "{'q':{'name':'a','operator':'BETWEEN','value':[1]}}|1090",
                "{'q':{'group':{'operator':'XOR','rules':[]}}}|1090"
            })
    void aQueryThatIsNoneIsRefused(String body, int code) throws Exception {
        assertThat(search(body.replace('\'', '"')).code()).isEqualTo(code);
    }

    @Test
    void aCursorThatIsNotOursIsRefused() throws Exception {
        for (String next : List.of("%21", "e30", "bm8")) {
            assertThat(
                            provider.send(
                                            provider.authorized(
                                                    "GET", "/identity?next=" + next, null))
                                    .code())
                    .isEqualTo(908);
        }
    }
}
