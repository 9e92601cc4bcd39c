package io.tidegate.sandbox.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.identity.Provider.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolesAndObjectsTest {
    @TempDir private Path folder;
    private Provider provider;
    private String account;

    @BeforeEach
    void open() throws Exception {
        provider = new Provider(folder);
        account = "/account/" + provider.uid("ada@mail.example");
        provider.post(
                "/role",
                Map.of(
                        "roles",
                        List.of(
                                Map.of("name", "Editor", "permissions", Map.of("write", true)),
                                Map.of("name", "Reader"))));
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void theCatalogueIsReadChangedAndShortened() throws Exception {
        assertThat(provider.get("/role").body())
                .containsEntry("Count", 2)
                .containsEntry(
                        "Data",
                        List.of(
                                Map.of("Name", "Editor", "Permissions", Map.of("write", true)),
                                Map.of("Name", "Reader", "Permissions", Map.of())));
        Map<String, Object> read = Map.of("permissions", List.of("read"));
        assertThat(provider.put("/role/Reader/permission", read).body())
                .containsEntry("Permissions", Map.of("read", true));
        assertThat(provider.delete("/role/Reader/permission", read).body())
                .containsEntry("Permissions", Map.of());
        assertThat(provider.delete("/role/Reader", null).body())
                .isEqualTo(Map.of("IsDeleted", true));
        assertThat(provider.delete("/role/Reader", null).code()).isEqualTo(1047);
        assertThat(provider.post("/role", Map.of("roles", List.of())).code()).isEqualTo(1090);
    }

    @Test
    void rolesAreAssignedAndUnassigned() throws Exception {
        assertThat(provider.put(account + "/role", Map.of("roles", List.of("Editor"))).body())
                .isEqualTo(Map.of("Roles", List.of("Editor")));
        provider.put(account + "/role", Map.of("Roles", List.of("Reader")));
        assertThat(provider.get(account + "/role").body())
                .isEqualTo(Map.of("Roles", List.of("Editor", "Reader")));
        assertThat(provider.put(account + "/role", Map.of("roles", List.of("Nobody"))).code())
                .isEqualTo(1047);
        assertThat(provider.delete(account + "/role", Map.of("roles", List.of("Editor"))).body())
                .isEqualTo(Map.of("IsDeleted", true));
        assertThat(provider.get(account).body()).containsEntry("Roles", List.of("Reader"));
    }

    @Test
    void aRoleContextIsMergedShortenedAndRemoved() throws Exception {
        String path = account + "/rolecontext";
        put(path, Map.of("context", "Home", "roles", List.of("Editor")));
        Answer both =
                put(
                        path,
                        Map.of(
                                "context",
                                "Home",
                                "roles",
                                List.of("Reader"),
                                "additionalpermissions",
                                List.of("X"),
                                "expiration",
                                "07/15/2030 8:30:08 AM"));
        assertThat(both.body())
                .isEqualTo(
                        Map.of(
                                "Data",
                                List.of(
                                        Map.of(
                                                "Context",
                                                "Home",
                                                "Roles",
                                                List.of("Editor", "Reader"),
                                                "AdditionalPermissions",
                                                List.of("X"),
                                                "Expiration",
                                                "07/15/2030 8:30:08 AM"))));
        assertThat(provider.get(path).body()).isEqualTo(both.body());
        assertThat((List<?>) provider.get("/account/roleContext/Home").body().get("Data"))
                .hasSize(1);
        provider.delete(path + "/Home/role", Map.of("roles", List.of("Editor")));
        provider.delete(
                path + "/Home/additionalpermission", Map.of("additionalpermissions", List.of("X")));
        assertThat(provider.get(path).body().toString())
                .contains("Roles=[Reader]")
                .contains("AdditionalPermissions=[]");
        assertThat(put(path, Map.of("context", "Home", "roles", List.of("Nobody"))).code())
                .isEqualTo(1047);
        assertThat(provider.delete(path + "/Home", null).body())
                .isEqualTo(Map.of("IsDeleted", true));
        assertThat(provider.get(path).body()).isEqualTo(Map.of("Data", List.of()));
        assertThat(provider.delete(path + "/Home", null).status()).isEqualTo(404);
    }

    private Answer put(String path, Map<String, Object> context) throws Exception {
        return provider.put(path, Map.of("rolecontext", List.of(context)));
    }

    @Test
    void customObjectsAreMadeReadReplacedAndDeleted() throws Exception {
        String path = account + "/customobject";
        String name = "?objectname=wishlist";
        Answer made = provider.post(path + name, Map.of("boat", "red", "size", 3));
        assertThat(made.body())
                .containsEntry("CustomObject", Map.of("boat", "red", "size", 3))
                .containsEntry("IsActive", true)
                .containsEntry("IsDeleted", false)
                .containsKeys("Id", "Uid", "DateCreated", "DateModified");
        String one = path + "/" + made.body().get("Id") + name;
        assertThat(provider.get(one).body()).isEqualTo(made.body());
        assertThat(provider.get(path + name).body())
                .isEqualTo(Map.of("data", List.of(made.body()), "Count", 1));
        assertThat(provider.get(path + "?objectname=other").body()).containsEntry("Count", 0);
        assertThat(provider.put(one + "&updatetype=partialreplace", Map.of("size", 4)).body())
                .containsEntry("CustomObject", Map.of("boat", "red", "size", 4));
        assertThat(provider.put(one + "&updatetype=replace", Map.of("size", 5)).body())
                .containsEntry("CustomObject", Map.of("size", 5));
        assertThat(provider.put(one + "&updatetype=x", Map.of("size", 5)).code()).isEqualTo(908);
        assertThat(provider.delete(one, null).body()).isEqualTo(Map.of("IsDeleted", true));
        assertThat(provider.get(one).code()).isEqualTo(1057);
    }

    @Test
    void aCustomObjectNeedsANameAndMembers() throws Exception {
        String path = account + "/customobject";
        assertThat(provider.post(path, Map.of("a", 1)).code()).isEqualTo(908);
        assertThat(provider.post(path + "?objectname=a.b", Map.of("a", 1)).code()).isEqualTo(1064);
        assertThat(provider.post(path + "?objectname=a", Map.of()).code()).isEqualTo(1035);
        assertThat(provider.post("/account/nobody/customobject?objectname=a", Map.of()).code())
                .isEqualTo(938);
    }
}
